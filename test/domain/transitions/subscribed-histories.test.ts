/** R35 in random histories: books that add up, and plan credits for nobody who didn't pay. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { sourceOf } from '../../../shared/domain/account/grant.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { movementsOf } from '../../../shared/domain/ledger/movements-of-entry.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../../shared/domain/projections/replay-account.ts';
import { decodeState, encodeState } from '../../../shared/storage/account-state.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import { subscribedArbitrary } from '../../support/builders/subscribed-commands.ts';
import { rounds } from '../../support/expectations/effort.ts';

const subscribed = fc.array(subscribedArbitrary, { maxLength: 60, size: 'max' });

describe('an account that is told of its subscription', () => {
  it('has books that add up, entry by entry and as a replay says, whatever happens', () => {
    let suspensions = 0;
    fc.assert(
      fc.property(subscribed, (commands) => {
        const { account, entries } = play(commands);
        expect(auditAccount(account, entries)).toEqual([]);
        suspensions += entries.filter(({ type }) => type === 'suspension').length;
        let found: Replayed | undefined;
        for (const entry of entries) {
          const undone = entry.reverses === undefined ? undefined : entries[entry.reverses - 1];
          found = replayed(found, entry, { plans: historyPlans, rateCards: [], ...present({ undone }) });
          const { subscription, suspendedSinceMs, isCycleUnpaid, allotment } = found.account;
          expect(balanceOf(found.account)).toEqual(entry.after);
          if (entry !== entries.at(-1)) continue;
          const { subscription: a, suspendedSinceMs: b, isCycleUnpaid: c, allotment: d } = account;
          expect([subscription, suspendedSinceMs, isCycleUnpaid, allotment]).toEqual([a, b, c, d]);
        }
      }),
      { numRuns: rounds(400) },
    );
    expect(suspensions).toBeGreaterThan(100);
  });

  it('spends no plan credits past what is covered, gets them once a cycle, and only in a covered one', () => {
    fc.assert(
      fc.property(subscribed, (commands) => {
        const { entries } = play(commands);
        let coveredUntilMs = Number.POSITIVE_INFINITY;
        const granted = new Map<number, number>();
        for (const entry of entries) {
          coveredUntilMs = entry.subscription?.coveredUntilMs ?? coveredUntilMs;
          if (isPlanGrant(entry)) {
            granted.set(entry.cycle, (granted.get(entry.cycle) ?? 0) + 1);
            expect(coveredUntilMs, 'granted').toBeGreaterThan(entry.atMs);
          }
          const repays = (entry.repaidDebt ?? 0) + (entry.repaidOverrun ?? 0);
          if (entry.type === 'plan-change' && entry.atMs >= coveredUntilMs) expect(repays, 'repaid').toBe(0);
          if (!['debit', 'hold', 'extension', 'correction'].includes(entry.type) || entry.atMs < coveredUntilMs)
            continue;
          expect(entry.slices.filter(({ grantId }) => sourceOf(grantId) === 'plan')).toEqual([]);
        }
        expect([...granted.values()].filter((times) => times > 1)).toEqual([]);
      }),
      { numRuns: rounds(400) },
    );
  });

  it('is the same once it was stored and read, and its statement adds up', () => {
    fc.assert(
      fc.property(subscribed, (commands) => {
        const { account, entries } = play(commands);
        const { seq, headHash } = account;
        const { accruedAtMs: _told, ...stored } = decodeState('acme', encodeState(account), { seq, headHash });
        const { accruedAtMs: _too, ...kept } = account;
        expect(stored).toEqual(kept);
        let left = 0;
        for (const entry of entries) {
          for (const { credits } of movementsOf(entry)) left += Number(credits);
          const { available, held, waiting = 0 } = entry.after;
          expect(available + held + waiting, `entry ${entry.seq} ${entry.type}`).toBe(left);
        }
      }),
      { numRuns: rounds(300) },
    );
  });
});

/** A cycle's own, which there may be none of. */
function isPlanGrant({ type, slices, cycle }: Entry): boolean {
  return type === 'grant' && slices.some(({ grantId }) => grantId === `plan-${cycle}`);
}
