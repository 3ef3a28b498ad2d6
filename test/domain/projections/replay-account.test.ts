/** R22: entries alone rebuild the account itself, not only its balance, at every instant. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { remaining } from '../../../shared/domain/account/grant.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../../shared/domain/projections/replay-account.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import { commandArbitrary } from '../../support/builders/history-commands.ts';
import { rounds } from '../../support/expectations/effort.ts';

const rules = { plans: historyPlans, rateCards: [] };

function replay(entries: readonly Entry[]): Replayed | undefined {
  let replayedTo: Replayed | undefined;
  for (const entry of entries) {
    const undone = entry.reverses === undefined ? undefined : entries[entry.reverses - 1];
    replayedTo = replayed(replayedTo, entry, { ...rules, ...present({ undone }) });
  }
  return replayedTo;
}

/** Leaves out what entries don't say: when an account was brought forward without one, and prices of what is kept. */
function told({ accruedAtMs: _a, holdsDueMs: _h, lastAtMs: _l, standing, grants, ...account }: Account) {
  return {
    ...account,
    grants: grants.filter((grant) => remaining(grant) !== 0 || grant.held !== 0),
    standing: standing.map(({ usageId, sku, quantity }) => ({ usageId, sku, quantity })),
  };
}

describe('a replayed ledger', () => {
  it('comes to the account that the decisions came to', () => {
    fc.assert(
      fc.property(fc.array(commandArbitrary, { maxLength: 60, size: 'max' }), (commands) => {
        const { account, entries } = play(commands);
        const found = replay(entries)?.account;
        expect(found && told(found)).toEqual(told(account));
      }),
      { numRuns: rounds(400) },
    );
  });

  it('has the balance of the fold at every entry', () => {
    fc.assert(
      fc.property(fc.array(commandArbitrary, { maxLength: 40, size: 'max' }), (commands) => {
        const { entries } = play(commands);
        let current: Replayed | undefined;
        for (const [index, entry] of entries.entries()) {
          current = replayed(current, entry, rules);
          const { booked, held, overrun, debt } = fold(entries.slice(0, index + 1));
          const balance = balanceOf(current.account);
          expect(Object.values(balance).map(BigInt)).toEqual([booked, held, overrun, debt]);
        }
      }),
      { numRuns: rounds(100) },
    );
  });
});
