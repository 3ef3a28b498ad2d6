/**
 * `npm run news -- [--deliveries 10000] [--seed N]`: deliveries in virtual time, with receivers that fail, names that lead inside, processes
 * that die, and messages that come twice or get lost. Each piece of news must come to whoever wants it, under one id, and nothing may lead
 * inside. Prints what was seen.
 */
import { parseArgs } from 'node:util';
import { faultsOf } from '../../support/builders/news-receivers.ts';
import { runNews } from '../../support/builders/news-run.ts';

const { values } = parseArgs({
  options: { deliveries: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
/** Three endpoints want all of it, and one wants half. */
const count = Math.ceil(Number(values.deliveries) / 3.5);
const started = performance.now();
const run = await runNews({ count, seed: Number(values.seed) });
const found = faultsOf(run);
console.table({
  news: run.news.length,
  requests: run.received.length,
  taken: run.received.filter(({ isTaken }) => isTaken).length,
  ...run.faults,
  undelivered: run.undelivered,
  'not as they must be': found.length,
  seconds: Math.round((performance.now() - started) / 1_000),
});
for (const each of found.slice(0, 10)) console.error(each);
if (found.length > 0) process.exitCode = 1;
