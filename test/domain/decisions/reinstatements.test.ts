/** R24: a dispute that is won makes its chargeback as if it had never been, but for the time in between. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { present } from '../../../shared/domain/present.ts';
import { at, plans } from '../../support/builders/changing-plans.ts';
import {
  decideChargeback,
  decideDebit,
  decidePurchase,
  decideRefund,
  decideReinstatement,
} from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

interface Books {
  readonly account: Account;
  readonly entries: readonly Entry[];
  readonly ms: number;
}
const payment = { paymentId: 'pi_1' };
const buy = { ...requestNamed('buy'), packId: 'burst-1000', ...payment };

function contextOf({ entries }: Books, ms: number): ReturnType<typeof context> {
  const marks = new Map<string, Mark>();
  for (const entry of entries) for (const [mark, found] of marksOf(entry)) marks.set(mark, found);
  return context(startMs + ms, { plans, marks, entry: (seq) => entries.find((entry) => entry.seq === seq) });
}

function then(books: Books, decide: (books: Books, ms: number) => Decision): Books {
  const ms = books.ms + 1;
  const decision = decide(books, ms);
  return decision.kind === 'change'
    ? { account: decision.account, entries: [...books.entries, decision.entry], ms }
    : { ...books, ms };
}

function bought(spent: number): Books {
  const purchase = changeOf(decidePurchase(openedAccount(startMs, plans), buy, at(1)));
  const debit = changeOf(decideDebit(purchase.account, debitOf(spent), at(2)));
  return { account: debit.account, entries: [purchase.entry, debit.entry], ms: 2 };
}

const chargedBack = (disputeId?: string) => (books: Books, ms: number) =>
  decideChargeback(
    books.account,
    { ...requestNamed(`back ${ms}`), ...payment, ...present({ disputeId }) },
    contextOf(books, ms),
  );
const reinstated = (disputeId?: string) => (books: Books, ms: number) =>
  decideReinstatement(
    books.account,
    { ...requestNamed(`again ${ms}`), ...payment, ...present({ disputeId }) },
    contextOf(books, ms),
  );
const refunded = (amount: number, refundId: string) => (books: Books, ms: number) =>
  decideRefund(
    books.account,
    { ...requestNamed(`refund ${ms}`), ...payment, refundId, credits: credits(amount) },
    contextOf(books, ms),
  );

describe('a dispute that is won', () => {
  it('grants again what was taken, and pays with it what is owed', () => {
    const won = then(then(bought(1_400), chargedBack('dp_1')), reinstated('dp_1'));

    expect(won.entries.at(-1)).toMatchObject({
      type: 'grant',
      credits: credits(1_000),
      repaidDebt: credits(400),
      reverses: 4,
      disputeId: 'dp_1',
      packId: 'burst-1000',
    });
    expect(balanceOf(won.account)).toMatchObject({ available: credits(600), debt: 0 });
    expect(won.account.exhaustedSinceMs).toBeUndefined();
  });

  it('leaves the purchase as refundable as it was', () => {
    const won = then(then(bought(1_400), chargedBack('dp_1')), reinstated('dp_1'));
    const back = then(won, refunded(600, 're_1'));
    expect(balanceOf(back.account)).toMatchObject({ available: 0, debt: 0 });
    expect(refunded(1, 're_2')(back, back.ms + 1)).toMatchObject({ refusal: { reason: 'nothing-to-refund' } });
  });

  it('may be followed by another dispute, and told again is none', () => {
    const won = then(then(bought(1_400), chargedBack('dp_1')), reinstated('dp_1'));
    expect(chargedBack('dp_1')(won, won.ms + 1)).toEqual({ kind: 'done-before', seq: 4 });
    expect(chargedBack()(won, won.ms + 1)).toEqual({ kind: 'done-before', seq: 4 });
    const lost = then(won, chargedBack('dp_2'));
    expect(balanceOf(lost.account)).toMatchObject({ available: 0, debt: credits(400) });
    expect(reinstated('dp_1')(lost, lost.ms + 1)).toMatchObject({ refusal: { reason: 'nothing-to-reinstate' } });
    expect(balanceOf(then(lost, reinstated('dp_2')).account)).toMatchObject({ available: credits(600), debt: 0 });
  });

  it('grants nothing for a payment that bought nothing, or is not disputed', () => {
    const books = bought(1_400);
    expect(reinstated()(books, 3)).toMatchObject({ refusal: { reason: 'nothing-to-reinstate' } });
    const unpaid = { account: openedAccount(startMs, plans), entries: [], ms: 0 };
    expect(reinstated()(unpaid, 3)).toMatchObject({ refusal: { reason: 'payment-not-found' } });
  });

  it('owes and has what was granted, less what was refunded and spent, after any order of what is told', () => {
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom('dp_1', 'dp_2', undefined).map(chargedBack),
        fc.constantFrom('dp_1', 'dp_2', undefined).map(reinstated),
        fc.tuple(fc.integer({ min: 1, max: 700 }), fc.constantFrom('re_1', 're_2')).map(([n, id]) => refunded(n, id)),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), steps, (spent, told) => {
        const books = told.reduce(then, bought(spent));
        const back = books.entries
          .filter(({ type }) => type === 'refund')
          .reduce((sum, entry) => sum + entry.credits, 0);
        const disputes = books.entries.filter(({ type, reverses }) => type === 'chargeback' || reverses !== undefined);
        const isTaken = disputes.findLast(({ type }) => type !== 'refund')?.type === 'chargeback';
        const due = credits(2_000) - credits(spent) - (isTaken ? credits(1_000) : back);
        const { available, debt } = balanceOf(books.account);
        expect(available - debt).toBe(due);
        expect(available === 0 || debt === 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
