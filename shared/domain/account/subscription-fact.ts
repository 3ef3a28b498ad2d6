/** Facts that a payment provider tells of its customers' subscriptions. Like those of payments they come in any order, doubled, late or lost. */
import type { SubscriptionStatus } from './subscription.ts';

/** A subscription stands so. */
export interface SubscriptionFact {
  readonly kind: 'subscription';
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** When the provider told so: the latest counts. */
  readonly atMs: number;
  readonly createdAtMs: number;
  /** An instant at which one of its periods begins. */
  readonly anchorMs?: number;
  /** When it was canceled or paused, if it is. */
  readonly endsAtMs?: number;
  /** The status that it changed from just then, if it did: which of two that were told within one second came after the other. */
  readonly statusBefore?: SubscriptionStatus;
}

/** A period of a subscription was paid for, or costs nothing. */
export interface PeriodPaidFact {
  readonly kind: 'period-paid';
  readonly customerId: string;
  readonly subscriptionId: string;
  /** The period's end, exclusive. */
  readonly untilMs: number;
}

/** Facts that a customer's record is made of. */
export type CustomerFact = SubscriptionFact | PeriodPaidFact;
