import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { present } from '../../../shared/domain/present.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideChargeback,
  decideClose,
  decideDebit,
  decidePlanChange,
  decidePurchase,
  decideRefund,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  plan,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const novemberMs = 30 * dayMs;
const plans = catalogueOf(
  plan(),
  plan({ planId: 'free', credits: credits(100) }),
  plan({ planId: 'scale', credits: credits(7_000) }),
  plan({ planId: 'weekly', credits: credits(9_000), cadence: 'week' }),
);
const at = (ms: number): ReturnType<typeof context> => context(startMs + ms, { plans });

function change(account: Account, planId: string, ms: number, when?: 'now' | 'next-cycle'): Account {
  const command = { ...requestNamed(`to ${planId}`), planId, ...present({ when }) };
  return changeOf(decidePlanChange(account, command, at(ms))).account;
}

describe('a plan change', () => {
  it('up grants ⌊(new − old) × remaining time ÷ cycle time⌋ at once, until the cycle ends', () => {
    const command = { ...requestNamed('up'), planId: 'scale' };
    const { account, entry } = changeOf(decidePlanChange(openedAccount(startMs, plans), command, at(novemberMs / 3)));
    expect(entry).toMatchObject({
      type: 'plan-change',
      planId: 'scale',
      credits: credits(4_000),
      expiresAtMs: renewsAtMs,
    });
    expect(account).toMatchObject({ planId: 'scale', allotment: credits(7_000) });
    expect(balanceOf(account).available).toBe(credits(5_000));
    const third = changeOf(decidePlanChange(openedAccount(startMs, plans), command, at(1)));
    // 6,000 × 2,591,999,999 ÷ 2,592,000,000, rounded down to a microcredit.
    expect(third.entry.credits).toBe(5_999_999_997);
  });

  it('down waits for the boundary and rules from it', () => {
    const waiting = change(openedAccount(startMs, plans), 'free', dayMs);
    expect(waiting).toMatchObject({ planId: 'team', nextPlanId: 'free' });
    const { account } = advance(waiting, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(account.planId).toBe('free');
    expect(account.nextPlanId).toBeUndefined();
    expect(balanceOf(account).available).toBe(credits(100));
  });

  it('down now, or to another cycle length now, is refused with the instant at which it can be', () => {
    for (const planId of ['free', 'weekly']) {
      expect(
        decidePlanChange(openedAccount(startMs, plans), { ...requestNamed('k'), planId, when: 'now' }, at(dayMs)),
      ).toEqual({
        kind: 'refused',
        refusal: { reason: 'plan-change-not-now', renewsAtMs },
      });
    }
  });

  it('to another cycle length starts that cycle at the boundary', () => {
    const waiting = change(openedAccount(startMs, plans), 'weekly', dayMs);
    const { account } = advance(waiting, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(account.cycle).toEqual({ index: 1, startMs: renewsAtMs, endMs: renewsAtMs + 7 * dayMs });
  });

  it('to the present plan drops the change that waits', () => {
    const waiting = change(openedAccount(startMs, plans), 'free', dayMs);
    const stays = change(waiting, 'team', 2 * dayMs);
    expect(stays.nextPlanId).toBeUndefined();
    expect(balanceOf(stays)).toEqual(balanceOf(waiting));
  });

  it('to a plan of the same credits adds nothing, not even an empty grant', () => {
    const same = catalogueOf(plan(), plan({ planId: 'twin' }));
    const command = { ...requestNamed('k'), planId: 'twin' };
    const { account, entry } = changeOf(
      decidePlanChange(openedAccount(startMs, same), command, context(startMs, { plans: same })),
    );
    expect(account.planId).toBe('twin');
    expect(account.grants.map(({ grantId }) => grantId)).toEqual(['plan-0']);
    expect(entry).toMatchObject({ type: 'plan-change', credits: 0, slices: [] });
  });

  it('up, down, up in any order and number gains nothing over going up at once to the largest', () => {
    const step = fc.record({
      planId: fc.constantFrom('free', 'team', 'scale', 'weekly'),
      when: fc.constantFrom(undefined, 'now' as const, 'next-cycle' as const),
      afterMs: fc.integer({ min: 0, max: 6 * dayMs }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let account = openedAccount(startMs, plans);
        let ms = 0;
        let firstUpMs: number | undefined;
        for (const { planId, when, afterMs } of steps) {
          ms = Math.min(novemberMs - 1, ms + afterMs);
          const command = { ...requestNamed('k'), planId, ...present({ when }) };
          const decision = decidePlanChange(account, command, at(ms));
          if (decision.kind !== 'change') continue;
          ({ account } = decision);
          if (account.planId === 'scale') firstUpMs ??= ms;
        }
        const granted = account.grants.reduce((sum, grant) => sum + grant.granted, 0);
        const most = firstUpMs === undefined ? 0 : Math.floor((credits(6_000) * (novemberMs - firstUpMs)) / novemberMs);
        expect(granted - credits(1_000)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });
});

describe('overrun at a boundary', () => {
  const withOverrun = { ...openedAccount(startMs, plans), overrun: credits(300) };

  it('is forgiven, in an entry that says so', () => {
    const { account, entries } = advance(withOverrun, { nowMs: renewsAtMs, plans, rateCards: [] });
    expect(entries.find(({ type }) => type === 'waiver')).toMatchObject({ credits: credits(300), cycle: 0 });
    expect(balanceOf(account)).toMatchObject({ available: credits(1_000), overrun: 0 });
  });

  it('is forgiven or not by the plan version that ruled the cycle, not by the one that begins with the next', () => {
    const versions = (first: 'forgive' | 'carry', second: 'forgive' | 'carry'): ReturnType<typeof catalogueOf> => {
      const next = { version: 'next', effectiveFromMs: renewsAtMs, publishedAtMs: 1 };
      return catalogueOf(
        plan({ overrun: { policy: first, cap: credits(0) } }),
        plan({ ...next, overrun: { policy: second, cap: credits(0) } }),
      );
    };
    const left = (first: 'forgive' | 'carry', second: 'forgive' | 'carry'): number => {
      const { account } = advance(withOverrun, { nowMs: renewsAtMs, plans: versions(first, second), rateCards: [] });
      return balanceOf(account).available;
    };
    expect(left('forgive', 'carry')).toBe(credits(1_000));
    expect(left('carry', 'forgive')).toBe(credits(700));
  });

  it('is paid first from the next plan grants where the plan carries it', () => {
    const carrying = catalogueOf(plan({ credits: credits(200), overrun: { policy: 'carry', cap: credits(0) } }));
    const first = advance(withOverrun, { nowMs: renewsAtMs, plans: carrying, rateCards: [] });
    expect(first.entries.at(-1)).toMatchObject({ credits: credits(200), repaidOverrun: credits(200) });
    expect(balanceOf(first.account)).toMatchObject({ available: 0, overrun: credits(100) });
    const second = advance(first.account, { nowMs: first.account.cycle.endMs, plans: carrying, rateCards: [] });
    expect(balanceOf(second.account)).toMatchObject({ available: credits(100), overrun: 0 });
  });
});

describe('a payment that is taken back', () => {
  interface Books {
    readonly account: Account;
    readonly entries: readonly Entry[];
  }
  const buy = { ...requestNamed('buy'), packId: 'burst-1000', paymentId: 'pi_1' };
  const undo = { ...requestNamed('undo'), paymentId: 'pi_1' };

  function buyAndSpend(spent: number): Books {
    const purchase = changeOf(decidePurchase(openedAccount(startMs, plans), buy, at(1)));
    const debit = changeOf(decideDebit(purchase.account, debitOf(spent), at(2)));
    return { account: debit.account, entries: [purchase.entry, debit.entry] };
  }
  function contextOf({ entries }: Books, ms: number): ReturnType<typeof context> {
    const marks = new Map(entries.flatMap((entry) => [...marksOf(entry)]));
    return context(startMs + ms, { plans, marks, entry: (seq) => entries.find((entry) => entry.seq === seq) });
  }
  function takenBack(books: Books, decide: typeof decideRefund, ms = 3): Books {
    const decision = decide(books.account, undo, contextOf(books, ms));
    return decision.kind === 'change'
      ? { account: decision.account, entries: [...books.entries, decision.entry] }
      : books;
  }

  it('is refunded by what is unspent, once', () => {
    const books = takenBack(buyAndSpend(1_400), decideRefund);
    expect(books.entries.at(-1)).toMatchObject({ type: 'refund', credits: credits(600), reverses: 2 });
    expect(balanceOf(books.account)).toMatchObject({ available: 0, debt: 0 });
    expect(decideRefund(books.account, undo, contextOf(books, 4))).toEqual({ kind: 'done-before', seq: 4 });
  });

  it('is not refunded when it is spent, nor for a payment that bought nothing', () => {
    const spent = buyAndSpend(2_000);
    expect(decideRefund(spent.account, undo, contextOf(spent, 3))).toMatchObject({
      refusal: { reason: 'nothing-to-refund' },
    });
    expect(decideRefund(spent.account, { ...undo, paymentId: 'pi_2' }, contextOf(spent, 3))).toMatchObject({
      refusal: { reason: 'payment-not-found' },
    });
  });

  it('leaves nothing to charge back once it was refunded whole', () => {
    const books = takenBack(buyAndSpend(0), decideRefund);
    expect(decideChargeback(books.account, undo, contextOf(books, 4))).toEqual({
      kind: 'refused',
      refusal: { reason: 'nothing-to-refund' },
    });
  });

  it('is charged back whole: what was spent is a debt, which the next credits repay first', () => {
    const books = takenBack(buyAndSpend(1_400), decideChargeback);
    expect(books.entries.at(-1)).toMatchObject({ credits: credits(1_000), uncovered: credits(400) });
    expect(balanceOf(books.account)).toEqual({ available: 0, held: 0, overrun: 0, debt: credits(400) });
    expect(books.account.exhaustedSinceMs).toBe(startMs + 3);
    const next = changeOf(decidePurchase(books.account, { ...buy, paymentId: 'pi_2' }, contextOf(books, 4)));
    expect(next.entry).toMatchObject({ credits: credits(1_000), repaidDebt: credits(400) });
    expect(balanceOf(next.account)).toEqual({ available: credits(600), held: 0, overrun: 0, debt: 0 });
  });

  it('comes to the same whichever of refund and chargeback is told first, and however often', () => {
    const orders: readonly (readonly (typeof decideRefund)[])[] = [
      [decideRefund, decideChargeback],
      [decideChargeback, decideRefund],
      [decideChargeback, decideRefund, decideChargeback, decideRefund],
    ];
    const ends = orders.map((order) =>
      balanceOf(order.reduce((books, decide) => takenBack(books, decide), buyAndSpend(1_400)).account),
    );
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(ends[0]).toMatchObject({ available: 0, debt: credits(400) });
  });
});

describe('closing an account', () => {
  it('forfeits what is left, takes no more changes, and needs no more schedule', () => {
    const { account, entry } = changeOf(decideClose(openedAccount(startMs, plans), requestNamed('close'), at(dayMs)));
    expect(entry).toMatchObject({ type: 'closure', credits: credits(1_000), after: { available: 0 } });
    expect(changeOf(decideClose(openedAccount(startMs, plans), requestNamed('close'), at(0))).before).toEqual([]);
    expect(decideDebit(account, debitOf(1), at(2 * dayMs))).toMatchObject({ refusal: { reason: 'account-closed' } });
    expect(advance(account, { nowMs: renewsAtMs * 2, plans, rateCards: [] }).entries).toEqual([]);
  });
});
