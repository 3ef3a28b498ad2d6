import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { AnswerCounts } from './count-answers.ts';

export interface FuzzRecord {
  readonly command: string;
  readonly schemathesis: string;
  readonly seeds: readonly number[];
  readonly testCases: number;
  readonly seconds: number;
  readonly ledgers: number;
  readonly findings: readonly string[];
  readonly counts: AnswerCounts;
}

const file = new URL('./RECORD.md', import.meta.url);

export function writeRecord(record: FuzzRecord): void {
  const { command, schemathesis, seeds, testCases, seconds, ledgers, findings, counts } = record;
  const rows = [...counts.byOperation()].toSorted(([a], [b]) => a.localeCompare(b));
  const answers = counts.answers();
  const lines = [
    '# The last recorded fuzz',
    '',
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.`,
    '',
    `Schemathesis ${schemathesis} on Node ${process.versions.node}; seeds ${seeds.at(0)} to ${seeds.at(-1)}, in turn for each caller.`,
    `${testCases} test cases and ${answers} answers in ${seconds} seconds; ${ledgers} ledgers verified afterwards.`,
    '',
    `Result: ${findings.length === 0 ? 'nothing found.' : ''}`,
    ...findings.map((finding) => `- ${finding}`),
    '',
    '| operation | answers by status |',
    '|---|---|',
    ...rows.map(([operation, statuses]) => `| ${operation} | ${statusText(statuses)} |`),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}

function statusText(statuses: ReadonlyMap<number, number>): string {
  return [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
}

function commit(): string {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain') === '';
  return `${git('rev-parse', '--short', 'HEAD')}${isClean ? '' : ', with changes not yet committed'}`;
}
