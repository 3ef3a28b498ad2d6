import { writeFileSync } from 'node:fs';
import { commit } from '../bench/commit.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { type FaultKind, faultKinds } from './run-act.ts';

export interface ActFigures {
  readonly name: string;
  readonly kind: FaultKind;
  readonly cases: number;
  readonly findings: readonly string[];
}

const file = new URL('./RECORD.md', import.meta.url);

export function writeRecord({
  figures,
  seconds,
  engine,
}: {
  readonly figures: readonly ActFigures[];
  readonly seconds: number;
  readonly engine: string;
}): void {
  const findings = figures.flatMap((each) => each.findings.map((finding) => `${each.name}, ${finding}`));
  const total = figures.reduce((sum, { cases }) => sum + cases, 0);
  const names = [...new Set(figures.map(({ name }) => name))];
  const rows = names.map((name) => [
    name,
    ...faultKinds.map((kind) => String(figures.find((each) => each.name === name && each.kind === kind)?.cases ?? 0)),
  ]);
  const lines = [
    '# The last recorded run of faults',
    '',
    `\`npm run faults -- --record\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}: the real SDK over ${engine}, Node ${process.versions.node}.`,
    '',
    'A case is one call of an operation to the store that went wrong: its reply lost once, or thrice so that the SDK gives up, or its process killed (SIGKILL) before the call or after it took effect. Then the operation was asked for again, with the same key, of a fresh process where the first was dead. Each ended with one effect, the right answer, the same answer to whoever asked once more, and books that add up. An operation has a case for each call it makes, and one without any fault.',
    '',
    `${total} cases in ${seconds} seconds. Result: ${findings.length === 0 ? 'nothing found.' : ''}`,
    ...findings.map((finding) => `- ${finding.split('\n')[0]}`),
    '',
    markdownTable(['operation', ...faultKinds], rows),
    '',
  ];
  writeFileSync(file, lines.join('\n'));
}
