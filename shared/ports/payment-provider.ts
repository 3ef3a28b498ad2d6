import type { PaidFact, PaymentFailure } from '../domain/account/payment-fact.ts';
import type { CustomerFact } from '../domain/account/subscription-fact.ts';
import type { Offer } from '../domain/catalogue/checkout.ts';
import type { Money } from '../domain/catalogue/plan.ts';

/** A checkout to make: what is sold, and to which customer if they are known. */
export interface CheckoutAsked extends Offer {
  readonly accountId: string;
  readonly customerId?: string;
  /** Where the customer comes back to: once they paid, and if they don't. */
  readonly paidUrl: string;
  readonly cancelUrl: string;
}

/** A checkout as its provider made it. */
export interface CheckoutMade {
  readonly checkoutId: string;
  /** Where the customer pays. */
  readonly url: string;
  readonly expiresAtMs: number;
}

/** A payment to prepare that a customer agreed to before, and doesn't see now. */
export interface PaymentAsked extends Offer {
  readonly customerId: string;
  /** Names the payment: asked for again within a day, it is the same one. */
  readonly requestId: string;
}

/** A payment to take. The same try told twice is one. */
export interface PaymentTry {
  readonly paymentId: string;
  readonly customerId: string;
  readonly number: number;
  /** Names what gave occasion to a try besides those that are asked for. */
  readonly occasion?: string;
}

/** The fate of a payment that was taken, or not. One that is on its way is told of later. */
export type PaymentOutcome =
  | { readonly kind: 'paid'; readonly fact: PaidFact }
  | { readonly kind: 'on-its-way' }
  | { readonly kind: 'failed'; readonly reason: PaymentFailure };

/** Events that a provider kept: those from an instant on, a page at a time. */
export interface EventsPage {
  /** As it tells them by itself, in JSON. */
  readonly events: readonly string[];
  /** Where the next page goes on; undefined at the end. */
  readonly next?: string;
}

/**
 * Whoever takes payments. One provider is one file behind this type. Each method is tried again within its bounds, and rejects with
 * `ProviderUnavailable` where the provider doesn't answer.
 */
export interface PaymentProvider {
  /** Its name, which the entries that follow from its payments have as their caller. */
  readonly name: string;
  /** Keeps what checkouts are paid with, and automatic top-ups are paid by it. */
  readonly keepsCards?: boolean;
  /** Where customers come back to from a checkout, where nobody says. */
  readonly returnUrl?: string;
  createCheckout(asked: CheckoutAsked): Promise<CheckoutMade>;
  /** Tells whether it knows this customer. */
  hasCustomer(customerId: string): Promise<boolean>;
  /** A link on which a customer sees their payments and means of payment. */
  openPortal(asked: { readonly customerId: string; readonly returnUrl: string }): Promise<string>;
  /**
   * Prepares a payment, and answers its id: no money moves before it is taken, and it is taken once at most. Undefined where the
   * customer is gone.
   */
  preparePayment(asked: PaymentAsked): Promise<string | undefined>;
  /** Takes a payment by the means that its customer left. One that was taken already is answered as paid. */
  takePayment(attempt: PaymentTry): Promise<PaymentOutcome>;
  /** The fee that it kept of a payment; undefined where that isn't known yet. */
  feeOf(paymentId: string): Promise<Money | undefined>;
  /** Lists what it told from then on, in any order. */
  eventsSince(sinceMs: number, from?: string): Promise<EventsPage>;
  /** All that it has of one customer's subscriptions, as of now. */
  subscriptionsOf(customerId: string, nowMs: number): Promise<readonly CustomerFact[]>;
  /** Lists all subscriptions, each by events that would tell of it as it is now. */
  listSubscriptions(nowMs: number, from?: string): Promise<EventsPage>;
}

/** The provider doesn't answer, or not with what was asked for. Nothing was changed by it that matters. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}
