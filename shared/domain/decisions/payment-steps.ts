/**
 * The course that follows from all that is known of a payment (R33): the commands that bring the account to where the provider is. Each is keyed
 * by the provider's own ids, so that carrying them out again, after any of them or all, changes nothing.
 */
import type { Disputed, PaymentRecord, Refunded } from '../account/payment-record.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import type { Checkout } from '../catalogue/checkout.ts';
import type { Money } from '../catalogue/plan.ts';

export type PaymentStep =
  | { readonly kind: 'purchase' }
  | { readonly kind: 'chargeback'; readonly disputeId: string }
  | { readonly kind: 'reinstatement'; readonly disputeId: string }
  | { readonly kind: 'refund'; readonly refundId: string; readonly credits: Microcredits };

/** Findings that people have to look at: nothing is granted or taken back by itself for it. */
export const paymentFindings = [
  'wrong-price',
  'wrong-customer',
  'purchase-refused',
  'refund-beyond-unspent',
  'refund-failed',
  'disputed-in-part',
] as const;
export type PaymentFinding = (typeof paymentFindings)[number];

export interface PaymentCourse {
  readonly steps: readonly PaymentStep[];
  readonly findings: readonly PaymentFinding[];
}

/**
 * The steps, in their order: the purchase, then disputes as they stand, then refunds. A payment that isn't of the price or the
 * customer that its checkout was made for buys nothing.
 */
export function courseOf({ paid, refunds, disputes }: PaymentRecord, checkout: Checkout): PaymentCourse {
  if (paid === undefined) return { steps: [], findings: [] };
  if (!isSameMoney(paid.price, checkout.price) || !isEnough(paid.total, checkout.price))
    return { steps: [], findings: ['wrong-price'] };
  if (checkout.customerId !== undefined && paid.customerId !== checkout.customerId)
    return { steps: [], findings: ['wrong-customer'] };
  // Those that are won come first: one that is open still has the last word.
  const byState = [...disputes].sort((a, b) => Number(a.state !== 'won') - Number(b.state !== 'won'));
  return {
    steps: [{ kind: 'purchase' }, ...byState.map(stepOfDispute), ...refunds.flatMap(stepOfRefund)],
    findings: [
      ...(refunds.some(({ state, credits }) => state === 'failed' && credits !== undefined)
        ? (['refund-failed'] as const)
        : []),
      ...(disputes.some(({ amount, state }) => state !== 'won' && !isEnough(amount, paid.total))
        ? (['disputed-in-part'] as const)
        : []),
    ],
  };
}

function stepOfDispute({ disputeId, state }: Disputed): PaymentStep {
  return { kind: state === 'won' ? 'reinstatement' : 'chargeback', disputeId };
}

function stepOfRefund({ refundId, credits }: Refunded): readonly PaymentStep[] {
  return credits === undefined || credits === 0 ? [] : [{ kind: 'refund', refundId, credits }];
}

/**
 * Gives each refund that was made its share of the credits, once: all refunds together have the share of the money that they gave
 * back, rounded down, so that a whole price has the whole pack in however many parts.
 */
export function withShares(record: PaymentRecord, credits: Microcredits): PaymentRecord {
  const { paid, refunds } = record;
  if (paid === undefined || refunds.every(({ state, credits: share }) => state !== 'done' || share !== undefined))
    return record;
  let money = sumOf(refunds.filter(({ credits: share }) => share !== undefined));
  const shared = refunds.map((refund) => {
    if (refund.state !== 'done' || refund.credits !== undefined) return refund;
    const before = shareOf(credits, money, paid.total);
    money += refund.amount.currency === paid.total.currency ? refund.amount.millionths : 0;
    return { ...refund, credits: microcredits(shareOf(credits, money, paid.total) - before) };
  });
  return { ...record, refunds: shared };
}

function sumOf(refunds: readonly Refunded[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount.millionths, 0);
}

function shareOf(credits: Microcredits, millionths: number, total: Money): number {
  const part = Math.min(millionths, total.millionths);
  return total.millionths === 0 ? 0 : Number((BigInt(credits) * BigInt(part)) / BigInt(total.millionths));
}

function isSameMoney(a: Money, b: Money): boolean {
  return a.millionths === b.millionths && a.currency === b.currency;
}

function isEnough(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.millionths >= b.millionths;
}
