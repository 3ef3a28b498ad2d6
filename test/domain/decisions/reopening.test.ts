/** R37: a closed account goes on, and nobody gains credits by closing and reopening. */
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf, stateOf } from '../../../shared/domain/account/account.ts';
import { reopening } from '../../../shared/domain/decisions/reopen-account.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { replayed } from '../../../shared/domain/projections/replay-account.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decodeState, encodeState } from '../../../shared/storage/account-state.ts';
import { decideClose } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { historyPlans as plans, play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';

const day = (days: number): number => startMs + days * dayMs;
const why = { reason: 'closed by mistake', actor: 'ada@example.com' };

interface Life {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/** Lived, closed after so many days, and reopened after some more; then brought to an instant. */
function reopened(
  commands: readonly Command[],
  [closedAt, reopenedAt, lookedAt]: readonly [number, number, number],
): Life {
  const lived = play(commands, plans);
  const due = advance(lived.account, { nowMs: day(closedAt), plans, rateCards: [] });
  const closed = changeOf(decideClose(due.account, requestNamed('close'), context(day(closedAt), { plans })));
  const again = changeOf(
    reopening.decide(closed.account, { ...requestNamed('reopen'), ...why }, context(day(reopenedAt), { plans })),
  );
  const now = advance(again.account, { nowMs: day(lookedAt), plans, rateCards: [] });
  const entries = [
    ...[...lived.entries, ...due.entries, ...(closed.before ?? []), closed.entry],
    ...[...(again.before ?? []), again.entry, ...now.entries],
  ];
  return { account: now.account, entries };
}

const debit = (amount: number): Command => ({ kind: 'debit', amount: credits(amount) });

describe('a closed account that is reopened', () => {
  it('in its cycle is open, and what was forfeited stays so; the next cycle has its credits', () => {
    const { account } = reopened([debit(100)], [5, 6, 6]);
    expect([stateOf(account), balanceOf(account).available, account.cycle.index]).toEqual(['exhausted', 0, 0]);
    const { account: later } = reopened([debit(100)], [5, 6, 40]);
    expect([stateOf(later), balanceOf(later).available, later.cycle.index]).toEqual(['active', credits(1_000), 1]);
  });

  it('later begins a cycle of its own, with the plan’s credits at once, and goes on from then', () => {
    const { account, entries } = reopened([debit(100)], [5, 100, 100]);
    expect([balanceOf(account).available, account.cycle.index, account.cycle.startMs]).toEqual([
      credits(1_000),
      1,
      day(100),
    ]);
    expect(entries.slice(-2).map(({ type, atMs }) => [type, atMs])).toEqual([
      ['reopening', day(100)],
      ['grant', day(100)],
    ]);
    expect(entries.at(-2)).toMatchObject({ ...why, cycleStartMs: day(100), credits: 0 });
    const { account: next } = reopened([debit(100)], [5, 100, 135]);
    expect([balanceOf(next).available, next.cycle.index]).toEqual([credits(1_000), 2]);
  });

  it('that nobody pays for gets its cycle’s credits with the payment, and none before', () => {
    const unpaid: Command = {
      kind: 'tell',
      subscription: { subscriptionId: 'sub_1', status: 'canceled', paidUntilMs: day(3) },
    };
    const { account } = reopened([unpaid], [5, 100, 120]);
    expect([stateOf(account), balanceOf(account).available, account.isCycleUnpaid]).toEqual(['suspended', 0, true]);
  });

  it('is covered by the plan as it is then: one that costs something by now, of a subscription that ended, waits', () => {
    const priced = (millionths: number, effectiveFromMs = 0) =>
      plan({ effectiveFromMs, price: { millionths, currency: 'USD', interval: 'month' } });
    const versions = catalogueOf(priced(0), priced(9_000_000, day(50)));
    const told = { subscriptionId: 'sub_1', status: 'canceled', paidUntilMs: day(3) } as const;
    const { account: free } = play([{ kind: 'tell', subscription: told }], versions);
    const closed = changeOf(decideClose(free, requestNamed('close'), context(day(5), { plans: versions })));
    const asked = { ...requestNamed('reopen'), ...why };
    const again = changeOf(reopening.decide(closed.account, asked, context(day(100), { plans: versions })));
    const now = advance(again.account, { nowMs: day(100), plans: versions, rateCards: [] }).account;
    expect(again.before?.map(({ type }) => type)).toEqual(['subscription', 'suspension']);
    expect([stateOf(now), balanceOf(now).available]).toEqual(['suspended', 0]);
  });

  it('owes what it owed, but for what a boundary forgives', () => {
    const owing = reopened(
      [{ kind: 'purchase', packId: 'burst-100', payment: 1 }, debit(1_050), { kind: 'charge-back', payment: 1 }],
      [5, 100, 100],
    );
    // What was spent of the pack is repaid from the plan's credits.
    expect(balanceOf(owing.account)).toMatchObject({ debt: 0, available: credits(950) });
  });

  it('has books that add up, as a replay says, and is stored and read alike', () => {
    for (const times of [
      [5, 6, 70],
      [5, 100, 190],
      [31, 32, 33],
    ] as const) {
      const { account, entries } = reopened([debit(100), { kind: 'wait', ms: dayMs }, debit(1)], times);
      expect(auditAccount(account, entries)).toEqual([]);
      let found: Replayed | undefined;
      for (const entry of entries) {
        found = replayed(found, entry, { plans, rateCards: [] });
        expect(balanceOf(found.account)).toEqual(entry.after);
      }
      const { cycle, schedule, closedAtMs, isCycleUnpaid, allotment, seq, headHash } = account;
      expect(found?.account).toMatchObject({ cycle, schedule, allotment });
      expect([found?.account.closedAtMs, found?.account.isCycleUnpaid]).toEqual([closedAtMs, isCycleUnpaid]);
      expect(decodeState('acme', encodeState(account), { seq, headHash })).toMatchObject({ cycle, schedule });
    }
  });

  it('has to be closed, and of a plan that there is', () => {
    const { account } = play([]);
    const asked = { ...requestNamed('reopen'), ...why };
    const refusalOf = (of: Account | undefined, at = context(day(1), { plans })) => reopening.decide(of, asked, at);
    expect(refusalOf(account)).toMatchObject({ refusal: { reason: 'account-not-closed' } });
    expect(refusalOf(undefined)).toMatchObject({ refusal: { reason: 'account-not-found' } });
    const closed = { ...account, closedAtMs: day(0) };
    expect(refusalOf(closed, context(day(1), { plans: new Map() }))).toMatchObject({
      refusal: { reason: 'plan-unknown', planId: 'team' },
    });
  });
});
