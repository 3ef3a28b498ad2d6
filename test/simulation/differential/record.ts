import { writeFileSync } from 'node:fs';
import { commit } from '../../bench/commit.ts';
import { markdownTable } from '../../bench/markdown-table.ts';
import type { Comparison } from './compare.ts';

const file = new URL('../DIFFERENTIAL.md', import.meta.url);

export function writeRecord({
  comparison: { sequences, steps, answers, differences },
  engine,
  firstSeed,
  seconds,
}: {
  readonly comparison: Comparison;
  readonly engine: string;
  readonly firstSeed: number;
  readonly seconds: number;
}): void {
  const rows = [...answers].toSorted().map(([kind, count]) => [kind, String(count)]);
  const lines = [
    '# The last recorded comparison of the simulator’s table with a real one',
    '',
    `\`npm run differential -- --sequences ${sequences} --record\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, Node ${process.versions.node}.`,
    '',
    `${sequences} random sequences from seed ${firstSeed}, ${steps} steps in all, on the table in memory and on ${engine} through the AWS SDK, in ${seconds} seconds. Result: ${differences.length === 0 ? 'every answer the same.' : ''}`,
    ...differences.map((difference) => `- ${difference.split('\n')[0]}`),
    '',
    markdownTable(['what was answered', 'times'], rows),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}
