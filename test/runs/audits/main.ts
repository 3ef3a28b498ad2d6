/**
 * `npm run audit:clean -- [--operations 1000000] [--accounts 1000] [--seed 1] [--record]`: operations of every kind that changes an
 * account, over many accounts and months, with the audit once a day as it is scheduled. Nobody damages anything: an audit that finds
 * something has rung without a fire. `--record` adds a row to RECORD.md.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { commit } from '../bench/commit.ts';
import { type CleanRun, runClean } from './clean-run.ts';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    accounts: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
});
const asked = { operations: Number(values.operations), accounts: Number(values.accounts), seed: Number(values.seed) };
const source = commit();
const startedMs = performance.now();
const run = await runClean(asked, (day, { entries }) => {
  if (day % 10 === 0) console.log(`day ${day}: ${entries} entries`);
});
const seconds = Math.round((performance.now() - startedMs) / 1_000);
console.log(JSON.stringify({ ...asked, ...run, seconds }, undefined, 2));
if (values.record) appendFileSync(new URL('RECORD.md', import.meta.url), rowOf(run));
if (run.alarms.length > 0 || run.quarantined > 0) process.exitCode = 1;

function rowOf({ entries, audits, audited, refused, alarms, quarantined }: CleanRun): string {
  const command = `npm run audit:clean -- --operations ${asked.operations} --accounts ${asked.accounts} --seed ${asked.seed}`;
  const counts = [asked.operations, refused, entries, audits, audited, alarms.length, quarantined];
  const date = new Date().toISOString().slice(0, 10);
  const cells = [date, source, `\`${command}\``, ...counts.map((count) => count.toLocaleString('en')), `${seconds} s`];
  return `| ${cells.join(' | ')} |\n`;
}
