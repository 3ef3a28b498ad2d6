import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { at, plans } from '../../support/builders/changing-plans.ts';
import { decideChargeback, decideDebit, decidePurchase, decideRefund } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

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
