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

/** The sources that types are written from: the compiler's project, and its entries as it emits them, without extensions. */
export interface TypeSources {
  readonly project: string;
  readonly entries: readonly string[];
}

export function clientTypes(): TypeSources {
  return {
    project: `${root}infra/package/tsconfig.json`,
    entries: entryNames().map((name) => `client/entries/${name}`),
  };
}

export function writeTypes(packageFolder: string, { project, entries }: TypeSources): void {
  const emitted = mkdtempSync(join(tmpdir(), 'credits-types-'));
  const compiler = [`${root}node_modules/typescript/bin/tsc`, '-p', project];
  execFileSync(process.execPath, [...compiler, '--outDir', emitted], { stdio: 'inherit' });
  for (const file of namesIn(emitted, entries)) {
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
function namesIn(emitted: string, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = entries.map((name) => join(emitted, `${name}.d.ts`));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']*)\.ts'/g))
      waiting.push(join(dirname(file), `${path}.d.ts`));
  }
  return found;
}
