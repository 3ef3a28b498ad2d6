/**
 * Facts that a payment provider tells, in terms of its own objects. Facts come in any order, doubled, late, or not at all until they are
 * fetched: none says what to do, and each is the same however often it is told.
 */
import type { Money } from '../catalogue/plan.ts';
import type { CustomerFact } from './subscription-fact.ts';

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

/** The reasons for which a payment without its customer fails: its bank wants the customer, refuses, or there is nothing to pay with. */
export const paymentFailures = ['authentication-required', 'declined', 'no-payment-method'] as const;
export type PaymentFailure = (typeof paymentFailures)[number];

/** A payment that was tried without its customer has failed. It says nothing of one that is tried again. */
export interface FailedFact {
  readonly kind: 'failed';
  readonly paymentId: string;
  readonly reason: PaymentFailure;
}

/** A customer has another means of payment than before. */
export interface CardFact {
  readonly kind: 'card-changed';
  readonly customerId: string;
  /** When the provider told so: it names the occasion. */
  readonly atMs: number;
}

/** Facts that a payment's record is made of. */
export type PaymentFact = PaidFact | RefundFact | DisputeFact;

/** All that a provider tells. */
export type ProviderFact = PaymentFact | FailedFact | CustomerFact | CardFact;
