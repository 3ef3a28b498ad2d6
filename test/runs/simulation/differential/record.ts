import { readFileSync, writeFileSync } from 'node:fs';
import { engineNames } from '../../../../infra/local/engine.ts';
import { commit } from '../../bench/commit.ts';
import { markdownTable } from '../../bench/markdown-table.ts';
import type { Comparison } from './compare.ts';

const file = new URL('../DIFFERENTIAL.md', import.meta.url);
const title = '# The last recorded comparisons of the simulator’s table with real ones';
const sectionMark = '\n## ';

/** Takes the place of what was last recorded of the same engine. */
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
  const isEmbedded = engineNames.some((name) => name === engine);
  const address = isEmbedded ? '' : 'DYNAMODB_ENDPOINT=<its address> ';
  const section = [
    engine,
    '',
    `\`${address}npm run differential -- --sequences ${sequences} --engine '${engine}' --record\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, Node ${process.versions.node}.`,
    '',
    `${sequences} random sequences from seed ${firstSeed}, ${steps} steps in all, on the table in memory and on ${engine} through the AWS SDK, in ${seconds} seconds. Result: ${differences.length === 0 ? 'every answer the same.' : ''}`,
    ...differences.map((difference) => `- ${difference.split('\n')[0]}`),
    '',
    markdownTable(['what was answered', 'times'], rows),
    '',
  ].join('\n');
  const [, ...recorded] = readFileSync(file, 'utf8').split(sectionMark);
  const others = recorded.filter((each) => !each.startsWith(`${engine}\n`));
  writeFileSync(file, [`${title}\n`, ...[...others, section].toSorted()].join(sectionMark));
}
