import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Source texts by their paths, with their imports sorted, as the formatter leaves them. */
export function format(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'credits-format-'));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const tidied = ['check', '--write', '--linter-enabled=false', `--config-path=${root}`, folder];
  execFileSync(process.execPath, [biome, ...tidied], { stdio: 'pipe' });
  const written = Object.keys(texts).map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(written);
}
