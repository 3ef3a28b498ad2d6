/** Credits that are taken back with their payment, and that come back to buckets: what a bucket owes for its own purchases is paid at once. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Books } from './books.ts';
import { type Bucket, leftIn, slicesOf, sumOf } from './bucket.ts';
import type { Find } from './rules.ts';

/** The part of what came back to a bucket that pays what it owes. */
export function payOwn(bucket: Bucket, credits: number): number {
  const paid = Math.min(bucket.owed, credits);
  bucket.owed -= paid;
  bucket.repaidDebt += paid;
  return paid;
}

export function checkRepaid(books: Books, entry: Entry, repaid: number, say: Find): void {
  const stated: number = entry.repaidDebt ?? 0;
  if (stated !== repaid) say('I24', `repays ${stated} of debt, not ${repaid}`);
  books.debt -= repaid;
}

/** I24: no credit can be spent beside the debt of its own purchase. */
export function checkOwed(books: Books, say: Find): void {
  let owed = 0;
  for (const bucket of books.buckets.values()) {
    owed += bucket.owed;
    if (bucket.owed > 0 && leftIn(bucket) > 0)
      say('I24', `${bucket.grantId} has ${leftIn(bucket)} to spend and owes ${bucket.owed}`);
  }
  if (owed > books.debt) say('I24', `its purchases owe ${owed}, and all it owes is ${books.debt}`);
}

export function postRefund(books: Books, entry: Entry, say: Find): void {
  const payment = books.payments.get(entry.paymentId ?? '');
  if (payment === undefined || payment.isChargedBack) say('I24', 'no such payment, or charged back before');
  takeBack(books, entry, say, payment?.grantId);
  if (entry.credits === 0) say('I24', 'takes nothing back');
  if (payment === undefined) return;
  payment.refunded += entry.credits;
  if (payment.refunded > payment.credits) say('I24', `refunds ${payment.refunded} of ${payment.credits}`);
  if ((entry.inAll?.credits ?? entry.credits) !== payment.refunded)
    say('I24', `says that ${entry.inAll?.credits} was refunded in all, not ${payment.refunded}`);
  const { refundId } = entry;
  if (refundId === undefined) return;
  if (books.refundIds.has(refundId)) say('I24', `refund ${refundId} was made before`);
  books.refundIds.add(refundId);
}

export function postChargeback(books: Books, entry: Entry, say: Find): void {
  const payment = books.payments.get(entry.paymentId ?? '');
  if (payment === undefined || payment.isChargedBack) say('I24', 'no such payment, or charged back before');
  if (entry.credits !== (payment?.credits ?? 0) - (payment?.refunded ?? 0)) say('I24', 'not what was bought');
  takeBack(books, entry, say, payment?.grantId);
  const debt = entry.uncovered ?? 0;
  books.debt += debt;
  if (payment === undefined) return;
  payment.isChargedBack = true;
  const bucket = books.buckets.get(payment.grantId);
  if (bucket !== undefined && bucket.expiresAtMs > entry.atMs) bucket.owed += debt;
}

function takeBack(books: Books, entry: Entry, say: Find, grantId = ''): void {
  const slices = slicesOf(entry.slices);
  if (sumOf(slices) + (entry.uncovered ?? 0) !== entry.credits) say('I1', 'its slices are not its credits');
  for (const [from, credits] of slices) {
    if (from !== grantId) say('I14', `takes from ${from}`);
    const bucket = books.buckets.get(from);
    if ((bucket?.expiresAtMs ?? 0) <= entry.atMs) say('I10', `${from} was dead`);
    if (bucket !== undefined) bucket.refunded += credits;
  }
}
