/** R31: changes of seats and plans in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../../shared/domain/projections/replay-account.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { ask, cycleMs, opened, plans } from '../../support/builders/seats.ts';

const step = fc.record(
  {
    planId: fc.constantFrom('team', 'office', 'flat'),
    seats: fc.integer({ min: 1, max: 9 }),
    when: fc.constantFrom('now' as const, 'next-cycle' as const),
    afterMs: fc.integer({ min: 0, max: 6 * dayMs }),
  },
  { requiredKeys: ['planId', 'afterMs'] },
);

describe('changes of seats and plans in any order', () => {
  it('gain nothing over asking at once for the most that was granted for', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let { account } = opened('team', 2);
        let ms = 0;
        let most = 0;
        for (const { afterMs, ...asked } of steps) {
          ms = Math.min(cycleMs - 1, ms + afterMs);
          const before = account.allotment;
          const decision = ask(account, asked, ms);
          if (decision.kind !== 'change') continue;
          ({ account } = decision);
          most += Math.floor(((account.allotment - before) * (cycleMs - ms)) / cycleMs);
          expect(account.allotment).toBeGreaterThanOrEqual(before);
        }
        const granted = account.grants.reduce((sum, grant) => sum + grant.granted, 0);
        expect(granted - credits(200)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 300 },
    );
  });

  it('are told by their entries alone: a replay comes to the same account, over boundaries too', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const first = opened('team', 2);
        let { account } = first;
        const entries = [first.entry];
        let ms = 0;
        for (const { afterMs, ...asked } of steps) {
          ms += afterMs;
          const brought = advance(account, { nowMs: startMs + ms, plans, rateCards: [] });
          entries.push(...brought.entries);
          const decision = ask(brought.account, asked, ms);
          ({ account } = decision.kind === 'change' ? decision : brought);
          if (decision.kind === 'change') entries.push(decision.entry);
        }
        let again: Replayed | undefined;
        for (const entry of entries) again = replayed(again, entry, { plans, rateCards: [] });
        // Nothing is kept: up to when that is charged says nothing.
        expect({ ...again?.account, accruedAtMs: 0 }).toEqual({ ...account, accruedAtMs: 0 });
      }),
      { numRuns: 300 },
    );
  });
});
