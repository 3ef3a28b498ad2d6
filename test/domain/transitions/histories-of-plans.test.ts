/** R35 in random histories on plans of which some cost nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../../shared/domain/projections/replay-account.ts';
import { decodeState, encodeState } from '../../../shared/storage/account-state.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { freePlans as plans } from '../../support/builders/free-plans.ts';
import { play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';
import { subscribedArbitrary } from '../../support/builders/subscribed-commands.ts';
import { rounds } from '../../support/expectations/effort.ts';

const wait = (days: number): Command => ({ kind: 'wait', ms: days * dayMs });
const changing: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: subscribedArbitrary },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('change-plan' as const),
      planId: fc.constantFrom(...plans.keys()),
      when: fc.constantFrom('now' as const, 'next-cycle' as const),
    }),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }).map(wait) },
  {
    weight: 1,
    arbitrary: fc.record({ anchor: fc.integer({ min: -90, max: 60 }), paid: fc.integer({ min: 5, max: 300 }) }).map(
      ({ anchor, paid }): Command => ({
        kind: 'tell',
        subscription: {
          ...{ subscriptionId: 'sub_3', status: 'active', paidUntilMs: startMs + paid * dayMs },
          anchorMs: startMs + anchor * dayMs,
        },
      }),
    ),
  },
);

describe('what a subscription covers', () => {
  it('adds up in random histories, as a replay says, and is stored and read alike', () => {
    let free = 0;
    let followed = 0;
    fc.assert(
      fc.property(fc.array(changing, { maxLength: 40, size: 'max' }), (commands) => {
        const { account, entries } = play(commands, plans);
        expect(auditAccount(account, entries)).toEqual([]);
        let found: Replayed | undefined;
        let coveredUntilMs: number | undefined;
        for (const entry of entries) {
          const undone = entry.reverses === undefined ? undefined : entries[entry.reverses - 1];
          found = replayed(found, entry, { plans, rateCards: [], ...present({ undone }) });
          expect(balanceOf(found.account)).toEqual(entry.after);
          if (entry.type === 'subscription' && entry.subscription.coveredUntilMs === undefined) free += 1;
          coveredUntilMs = entry.subscription ? entry.subscription.coveredUntilMs : coveredUntilMs;
          const isCovered = (coveredUntilMs ?? Number.POSITIVE_INFINITY) > entry.atMs;
          if (entry.type === 'grant' && entry.slices.some(({ grantId }) => grantId.startsWith('plan-')))
            expect(isCovered, `entry ${entry.seq} grants`).toBe(true);
          if (entry.type === 'plan-change' && !isCovered) expect(entry.repaidDebt ?? 0, 'repaid').toBe(0);
        }
        const { cycle, schedule, allotment, subscription } = account;
        expect(found?.account).toMatchObject({ cycle, schedule, allotment });
        expect(found?.account.subscription).toEqual(subscription);
        followed += Number(schedule.anchorMs % dayMs === 0 && schedule.baseIndex > 0);
        const { seq, headHash } = account;
        expect(decodeState('acme', encodeState(account), { seq, headHash })).toMatchObject({
          cycle,
          schedule,
          allotment,
        });
      }),
      { numRuns: rounds(150) },
    );
    expect(free).toBeGreaterThan(20);
    expect(followed).toBeGreaterThan(20);
  });
});
