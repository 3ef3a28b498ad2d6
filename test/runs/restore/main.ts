/**
 * `npm run restore:rehearse`: restores a table of 1,000 accounts under load, 20 times, each item as it was at an instant of
 * its own within a second, and counts what came back. `--accounts`, `--times` and `--minutes` bound it; `--record` writes RECORD.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rehearsals } from './rehearsals.ts';
import { isAsItShould, report } from './report.ts';

process.env['METRICS_DISABLED'] = 'true';
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000' },
    times: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '15' },
    seed: { type: 'string', default: '20261127' },
    record: { type: 'boolean', default: false },
  },
});
const scale = { accounts: Number(values.accounts), times: Number(values.times), seed: Number(values.seed) };
const untilMs = performance.now() + Number(values.minutes) * 60_000;
const done = await rehearsals(scale, {
  told: (rehearsed, nth) => console.log(nth, JSON.stringify(rehearsed)),
  isOver: () => performance.now() > untilMs,
});
const text = report(done, scale);
console.log(text);
if (values.record) writeFileSync(new URL('./RECORD.md', import.meta.url), text);
if (!done.every(isAsItShould)) process.exitCode = 1;
