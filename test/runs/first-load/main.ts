/**
 * `npm run first-load`: what a first visit to the overview loads, by kind and by whose it is. `-- --record` writes RECORD.md.
 * `test/functions/dashboard/budget.test.ts` keeps the bound.
 */
import { writeFileSync } from 'node:fs';
import { commit } from '../bench/commit.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { type BuiltFile, buildForMeasure } from './measure.ts';

/** Whose a module is, by its path: the first that fits. */
const owners = [
  ['React', /node_modules\/(react|react-dom|scheduler)\//],
  ['the contract and its schemas', /node_modules\/zod\/|\/shared\/contract\//],
  ['d3, which reckons drawings', /node_modules\/(d3-[a-z-]+|internmap)\//],
  ['TanStack Query, which reads', /node_modules\/@tanstack\//],
  ['other packages', /node_modules\//],
  ['the client and the domain', /\/shared\//],
  ['the page itself', /./],
] as const;

const files = (await buildForMeasure()).firstLoad('overview-page');
const text = record();
console.log(text);
if (process.argv.includes('--record')) writeFileSync(new URL('RECORD.md', import.meta.url), text);

function record(): string {
  const kinds = ['document', 'script', 'style'] as const;
  const rows = kinds.map((kind) =>
    sizes(
      kind,
      files.filter((file) => file.kind === kind),
    ),
  );
  const table = markdownTable(['part', 'files', 'gzip', 'Brotli'], [...rows, sizes('all', files)]);
  const shares = owners.map(([name], index) => [name, kilobytes(scriptOf(index))]);
  return `# What a first visit loads

\`npm run first-load -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.

The overview, document to page, as it is deployed, without its answers. Kilobytes are thousands of bytes.

${table}

Script by whose it is: a file's gzip is shared out by the lengths of its modules before they are made small.

${markdownTable(['script of', 'gzip'], shares)}
`;
}

function sizes(name: string, of: readonly BuiltFile[]): readonly string[] {
  const sum = (member: 'gzipBytes' | 'brotliBytes'): string =>
    kilobytes(of.reduce((all, each) => all + each[member], 0));
  return [name, String(of.length), sum('gzipBytes'), sum('brotliBytes')];
}

function scriptOf(owner: number): number {
  return files.reduce((bytes, { gzipBytes, modules }) => {
    const lengths = [...modules];
    const whole = lengths.reduce((sum, [, length]) => sum + length, 0);
    const own = lengths.filter(([id]) => owners.findIndex(([, path]) => path.test(id)) === owner);
    return whole === 0 ? bytes : bytes + (gzipBytes * own.reduce((sum, [, length]) => sum + length, 0)) / whole;
  }, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
