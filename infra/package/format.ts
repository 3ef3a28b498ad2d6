import { execFileSync } from 'node:child_process';

/** Source text as the formatter leaves it. */
export function format(text: string, fileName: string): string {
  const biome = new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url).pathname;
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${fileName}`], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
    input: text,
    maxBuffer: 16 * 1024 * 1024,
  });
}
