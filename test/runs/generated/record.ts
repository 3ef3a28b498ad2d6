import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { routeList } from '../../../shared/contract/routes/routes.ts';

export interface ClientResult {
  readonly name: string;
  readonly language: string;
  /** Operations that were carried out, and whose answers the client's types hold as they came. */
  readonly called: number;
  readonly findings: readonly string[];
  readonly seconds: number;
}

const file = new URL('./RECORD.md', import.meta.url);

export function writeRecord(results: readonly ClientResult[]): void {
  const lines = [
    '# Clients generated from the document',
    '',
    `\`npm run generated\`, ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.`,
    '',
    'Each generator makes a client of `shared/contract/openapi/openapi.json`; it is compiled (tsc strict, mypy, go vet) and carries out one call of every operation. The answer as the client’s types hold it is compared, member by member, with the answer as it came.',
    '',
    `| language | generator | operations of ${routeList.length} | seconds |`,
    '|---|---|---|---|',
    ...results.map(({ language, name, called, seconds }) => `| ${language} | ${name} | ${called} | ${seconds} |`),
    '',
    ...results.flatMap(({ name, findings }) => findings.map((finding) => `- ${name}: ${finding}`)),
  ];
  writeFileSync(file, `${lines.join('\n').trimEnd()}\n`);
}

function commit(): string {
  const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain') === '';
  return `${git('rev-parse', '--short', 'HEAD')}${isClean ? '' : ', with changes not yet committed'}`;
}
