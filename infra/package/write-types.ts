/**
 * Writes the declarations of the entries, and of the files that these name, for `import` and for `require`. The compiler's own,
 * file by file: rolled up they would be fewer, by a tool whose own packages aren't there for every platform.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { entryNames, root } from './entries.ts';

/** Where the types of an entry are, in the package. */
export function typesOf(entry: string, extension: 'd.ts' | 'd.cts'): string {
  return `dist/types/client/entries/${entry}.${extension}`;
}

export function writeTypes(packageFolder: string): void {
  const emitted = mkdtempSync(join(tmpdir(), 'credits-types-'));
  const compiler = [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}infra/package/tsconfig.json`];
  execFileSync(process.execPath, [...compiler, '--outDir', emitted], { stdio: 'inherit' });
  for (const file of namesIn(emitted)) {
    const text = readFileSync(file, 'utf8');
    const target = join(packageFolder, 'dist/types', relative(emitted, file));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text.replaceAll(specifier, "$1.js'"));
    writeFileSync(target.replace(/\.d\.ts$/, '.d.cts'), text.replaceAll(specifier, "$1.cjs'"));
  }
  rmSync(emitted, { recursive: true });
}

/** A relative import, up to its extension. */
const specifier = /((?:from|import\()\s*'\.[^']*)\.ts'/g;

/** The entries' declarations and all that they name, directly or not. */
function namesIn(emitted: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = entryNames().map((name) => join(emitted, `client/entries/${name}.d.ts`));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)\.ts'/g))
      waiting.push(join(dirname(file), `${path}.d.ts`));
  }
  return found;
}
