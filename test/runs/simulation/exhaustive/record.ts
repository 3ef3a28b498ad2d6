import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { commit } from '../../bench/commit.ts';
import { markdownTable } from '../../bench/markdown-table.ts';
import type { SceneReport } from './play-scene.ts';

const file = new URL('../EXHAUSTIVE.md', import.meta.url);

export function writeRecord({
  reports,
  seconds,
  cpuSeconds,
}: {
  readonly reports: readonly SceneReport[];
  readonly seconds: number;
  readonly cpuSeconds: number;
}): void {
  const operations = [...new Set(reports.map(({ operation }) => operation))].toSorted();
  const rows = operations.map((operation) => {
    const own = reports.filter((report) => report.operation === operation);
    const calls = own.map((report) => report.calls).sort((a, b) => a - b);
    const cases = own.reduce((sum, report) => sum + report.cases, 0);
    return [operation, String(own.length), `${calls[0]} to ${calls.at(-1)}`, String(cases)];
  });
  const findings = reports.flatMap((report) => report.findings);
  const total = reports.reduce((sum, { cases }) => sum + cases, 0);
  const lines = [
    '# The last recorded exhaustive run',
    '',
    `\`npm run exhaustive -- --record\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}, Node ${process.versions.node} on ${availableParallelism()} cores.`,
    '',
    `${total} cases, all that there are, in ${seconds} seconds on a busy machine, ${cpuSeconds} of processor time. Result: ${findings.length === 0 ? 'nothing found.' : ''}`,
    ...findings.map(({ name }) => `- ${name}`),
    '',
    'A case is one operation in one starting state, one of its calls to the store (or to the bus or the queue), and one accident there: throttled, lost before it took effect or after, sent twice by the SDK, landing late, a batch stored in part; the process ended or frozen before the call or after it while another was asked for the same; or another command carried out in between. Then the same is asked again at once, or a day later, or not at all.',
    '',
    'After each, some order of whole commands must explain every answer and all that has become of the account; whoever was answered is answered the same once more; the ledger folds to the state; keys, marks, holds and segments say what the ledger says; and nothing stays due or open.',
    '',
    markdownTable(['operation', 'starting states', 'calls', 'cases'], rows),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}
