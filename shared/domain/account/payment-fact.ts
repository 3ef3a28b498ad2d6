/**
 * Facts that a payment provider tells, in terms of its own objects. Facts come in any order, doubled, late, or not at all until they are
 * fetched: none says what to do, and each is the same however often it is told.
 */
import type { Money } from '../catalogue/plan.ts';

/** A checkout was paid for. */
export interface PaidFact {
  readonly kind: 'paid';
  readonly paymentId: string;
  readonly checkoutId: string;
  readonly customerId?: string;
  /** All that was paid, taxes included. */
  readonly total: Money;
  /** The price of what was bought, before taxes and discounts. */
  readonly price: Money;
}

/** How far a refund is: one may fail after it was done. */
export const refundStates = ['pending', 'done', 'failed'] as const;
export type RefundState = (typeof refundStates)[number];

export interface RefundFact {
  readonly kind: 'refund';
  readonly paymentId: string;
  readonly refundId: string;
  readonly amount: Money;
  readonly state: RefundState;
}

/** How a dispute stands; it takes the payment back until it is won. */
export const disputeStates = ['open', 'won', 'lost'] as const;
export type DisputeState = (typeof disputeStates)[number];

export interface DisputeFact {
  readonly kind: 'dispute';
  readonly paymentId: string;
  readonly disputeId: string;
  readonly amount: Money;
  readonly state: DisputeState;
  /** When the provider told so: of two ends the later one counts. */
  readonly atMs: number;
}

export type PaymentFact = PaidFact | RefundFact | DisputeFact;
