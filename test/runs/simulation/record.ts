/** The lifetime record: how many histories have been run, when, on what, and which seeds ever failed. */
import { execFileSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Failure } from './simulator.ts';

const recordFile = fileURLToPath(new URL('RECORD.md', import.meta.url));

/** The source as it is now: a long run is recorded when it ends, and is of what it began with. */
export function sourceNow(): string {
  const git = (...words: readonly string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain', 'shared', 'test/runs/simulation/*.ts') === '';
  return `${git('rev-parse', '--short', 'HEAD')}${isClean ? '' : ' and changes'}`;
}

export interface RecordedRun {
  readonly source: string;
  readonly from: number;
  readonly histories: number;
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

export async function recordRun({ source, from, histories, seconds, failures }: RecordedRun): Promise<void> {
  const command = `npm run simulate -- --from ${from} --seeds ${histories}`;
  const failed = failures.length === 0 ? 'none' : failures.map(({ seed }) => seed).join(', ');
  const date = new Date().toISOString().slice(0, 10);
  const row = [date, source, `\`${command}\``, histories.toLocaleString('en'), `${Math.round(seconds)} s`, failed];
  await appendFile(recordFile, `| ${row.join(' | ')} |\n`);
}
