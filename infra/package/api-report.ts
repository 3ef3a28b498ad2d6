/**
 * The package's promise, as one text: the declarations that its entries lead to, without what is written from the contract
 * (`operations` and `events`), which the contract's own checks hold. Committed, so that a change of it is seen in review.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientFolder } from './entries.ts';
import { clientTypes, writeTypes } from './write-types.ts';

export const reportFile = `${clientFolder}API.md`;

const isGenerated = (file: string): boolean => /^client\/(operations\.|events\.|api\/|events\/)/.test(file);

export function apiReport(): string {
  const { version } = JSON.parse(readFileSync(`${clientFolder}package.json`, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'credits-api-'));
  writeTypes(folder, clientTypes());
  const types = join(folder, 'dist/types');
  const files = readdirSync(types, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.d.ts') && !isGenerated(file))
    .sort();
  const sections = files.map((file) => `## ${file}\n\n\`\`\`ts\n${declarationsIn(join(types, file))}\`\`\``);
  rmSync(folder, { recursive: true });
  return [`# API of credits-ledger ${version}`, introduction, ...sections, ''].join('\n\n');
}

const introduction =
  '`npm run package:api` writes this from the types. A line that goes or changes may break whoever uses it: then the version rises, and the changelog says so.';

/** Without comments, which promise nothing that the types don't. */
function declarationsIn(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/\/\*\*[\s\S]*?\*\/\n?/g, '')
    .replaceAll(/^\s*\n/gm, '');
}

/** The first line of an earlier report that a later one hasn't any more, section by section; undefined when it only grew. */
export function brokenPromise(before: string, now: string): string | undefined {
  const later = new Map(sectionsOf(now));
  for (const [name, lines] of sectionsOf(before)) {
    const rest = [...(later.get(name) ?? [])];
    for (const line of lines) {
      const at = rest.indexOf(line);
      if (at < 0) return `${name}: ${line.trim()}`;
      rest.splice(0, at + 1);
    }
  }
  return undefined;
}

function sectionsOf(report: string): readonly (readonly [string, readonly string[]])[] {
  return report
    .split('\n## ')
    .slice(1)
    .map((section) => {
      const [name = '', ...lines] = section.split('\n');
      return [
        name,
        lines.filter((line) => line.trim() !== '' && !line.startsWith('```') && !line.startsWith('import ')),
      ] as const;
    });
}

export function versionIn(report: string): string {
  return /^# API of credits-ledger (\S+)/.exec(report)?.[1] ?? '';
}
