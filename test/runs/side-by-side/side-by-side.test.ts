/** A deployment, and one that is taken back: code from before appends and today's on one account. `npm run side-by-side` has a thousand. */
import { expect, it } from 'vitest';
import { runHistory } from './history.ts';

const tens = [1, 11, 21, 31, 41];

it.each(tens)(
  'nothing is lost or doubled by old and new processes on one account: ten histories from %d',
  async (first) => {
    const totals = { answeredByOld: 0, answeredByNew: 0, unreadable: 0 };
    for (let seed = first; seed < first + 10; seed += 1) {
      const { findings, ...counts } = await runHistory(seed);
      expect(findings, `seed ${seed}`).toEqual([]);
      for (const name of ['answeredByOld', 'answeredByNew', 'unreadable'] as const) totals[name] += counts[name];
    }
    // Each of them did happen.
    for (const count of Object.values(totals)) expect(count).toBeGreaterThan(50);
  },
);
