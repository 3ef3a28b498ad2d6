import { expect, it } from 'vitest';
import { runClean } from './clean-run.ts';

it('audits accounts that nobody has damaged every day, and finds nothing', async () => {
  const run = await runClean({ operations: 1_500, accounts: 8, seed: 7 });
  expect(run).toMatchObject({ alarms: [], quarantined: 0 });
  expect(run.entries).toBeGreaterThan(800);
  // Each of them on each of three days, when all is over, and once more from its first entry.
  expect([run.audits, run.audited]).toEqual([5, 40]);
}, 60_000);
