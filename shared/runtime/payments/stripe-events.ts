/**
 * Reads Stripe's events as facts: a pure function of the event. Objects are read by the few members that matter. Those of payments have
 * been the same since API version 2022-11-15; those of subscriptions moved with 2025-03-31 (`basil`), and are read in either place. An
 * event of another type tells nothing.
 *
 * | event | object | fact |
 * |---|---|---|
 * | `checkout.session.completed`, `checkout.session.async_payment_succeeded` | a session that is paid | paid |
 * | `payment_intent.succeeded` | a payment that was taken without its customer | paid |
 * | `payment_intent.payment_failed` | one that failed | failed |
 * | `refund.created`, `refund.updated`, `refund.failed`, `charge.refund.updated` | a refund | refund |
 * | `charge.dispute.created`, `.updated`, `.closed`, `.funds_withdrawn`, `.funds_reinstated` | a dispute | dispute |
 * | `customer.subscription.created`, `.updated`, `.deleted`, `.paused`, `.resumed` | a subscription | subscription |
 * | `invoice.paid`, `invoice.payment_succeeded` | an invoice of a subscription's period | period paid |
 * | `payment_method.attached`, and `customer.updated` where another is chosen | a means of payment | card changed |
 *
 * Metadata is read nowhere: whose payment it is says the checkout that we made.
 */
import * as z from 'zod/mini';
import type {
  DisputeState,
  PaidFact,
  PaymentFailure,
  ProviderFact,
  RefundState,
} from '../../domain/account/payment-fact.ts';
import { present } from '../../domain/present.ts';
import { fromMinorUnits } from './minor-units.ts';
import { attachedCard, chosenCard } from './stripe-cards.ts';
import { reference } from './stripe-reference.ts';
import { paidPeriod, subscriptionFact } from './stripe-subscriptions.ts';

const amount = z.int().check(z.minimum(0));

const session = z.object({
  id: z.string(),
  mode: z.string(),
  payment_status: z.string(),
  payment_intent: reference,
  customer: reference,
  amount_subtotal: z.nullable(amount),
  amount_total: z.nullable(amount),
  currency: z.nullable(z.string()),
});
/** A payment that its own event tells of. Those of a checkout have the checkout's events, and are known by no id of ours. */
export const paymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount,
  amount_received: z.nullish(amount),
  currency: z.string(),
  customer: reference,
  last_payment_error: z.nullish(z.object({ code: z.nullish(z.string()) })),
});
const refund = z.object({
  id: z.string(),
  amount,
  currency: z.string(),
  payment_intent: reference,
  status: z.nullish(z.string()),
});
const dispute = z.object({
  id: z.string(),
  amount,
  currency: z.string(),
  payment_intent: reference,
  status: z.string(),
});

/** The event itself; what it is about is read by its type. */
export const stripeEvent = z.object({
  id: z.string(),
  object: z.literal('event'),
  type: z.string(),
  created: z.int(),
  livemode: z.boolean(),
  data: z.object({ object: z.unknown(), previous_attributes: z.optional(z.unknown()) }),
});
export type StripeEvent = z.infer<typeof stripeEvent>;

/** Reads an object as it was when its event was made, and the members of it that were different before. */
type Reading = (object: unknown, createdMs: number, previous: unknown) => ProviderFact | undefined;

const readings: Readonly<Record<string, Reading>> = {
  'checkout.session.completed': paidFact,
  'checkout.session.async_payment_succeeded': paidFact,
  'payment_intent.succeeded': takenFact,
  'payment_intent.payment_failed': failedFact,
  'refund.created': refundFact,
  'refund.updated': refundFact,
  'refund.failed': refundFact,
  'charge.refund.updated': refundFact,
  'charge.dispute.created': disputeFact,
  'charge.dispute.updated': disputeFact,
  'charge.dispute.closed': disputeFact,
  'charge.dispute.funds_withdrawn': disputeFact,
  'charge.dispute.funds_reinstated': disputeFact,
  'customer.subscription.created': subscriptionFact,
  'customer.subscription.updated': subscriptionFact,
  'customer.subscription.deleted': subscriptionFact,
  'customer.subscription.paused': subscriptionFact,
  'customer.subscription.resumed': subscriptionFact,
  'invoice.paid': paidPeriod,
  'invoice.payment_succeeded': paidPeriod,
  'payment_method.attached': attachedCard,
  'customer.updated': chosenCard,
};

/** The types to subscribe to: with others, nothing happens. */
export const stripeEventTypes: readonly string[] = Object.keys(readings);

/** Facts that an event tells: none, or one. Throws where an event of a known type is not of its form. */
export function factsOfEvent({ type, data, created }: StripeEvent): readonly ProviderFact[] {
  const reading = Object.hasOwn(readings, type) ? readings[type] : undefined;
  const fact = reading?.(data.object, created * 1000, data.previous_attributes);
  return fact === undefined ? [] : [fact];
}

function paidFact(object: unknown): ProviderFact | undefined {
  const { id, mode, payment_status, payment_intent, customer, ...of } = session.parse(object);
  const { amount_subtotal, amount_total, currency } = of;
  if (mode !== 'payment' || payment_status !== 'paid' || payment_intent === undefined) return undefined;
  if (amount_subtotal === null || amount_total === null || currency === null) return undefined;
  return {
    kind: 'paid',
    paymentId: payment_intent,
    checkoutId: id,
    total: fromMinorUnits(amount_total, currency),
    price: fromMinorUnits(amount_subtotal, currency),
    ...present({ customerId: customer }),
  };
}

function takenFact(object: unknown): ProviderFact | undefined {
  return paidIntent(paymentIntent.parse(object));
}

/** The fact of a payment that has succeeded; undefined of another. */
export function paidIntent({ id, status, customer, ...of }: z.output<typeof paymentIntent>): PaidFact | undefined {
  if (status !== 'succeeded') return undefined;
  return {
    kind: 'paid',
    paymentId: id,
    checkoutId: id,
    total: fromMinorUnits(of.amount_received ?? of.amount, of.currency),
    price: fromMinorUnits(of.amount, of.currency),
    ...present({ customerId: customer }),
  };
}

function failedFact(object: unknown): ProviderFact | undefined {
  const { id, last_payment_error: error } = paymentIntent.parse(object);
  return { kind: 'failed', paymentId: id, reason: failureOf(error?.code) };
}

/** Stripe's code of a payment that failed. */
export function failureOf(code: string | null | undefined): PaymentFailure {
  return code === 'authentication_required' ? 'authentication-required' : 'declined';
}

/** Refunds of a status that isn't listed are on their way. */
const refundStatuses: Readonly<Record<string, RefundState>> = {
  succeeded: 'done',
  failed: 'failed',
  canceled: 'failed',
};

function refundFact(object: unknown): ProviderFact | undefined {
  const { id, payment_intent, status, ...of } = refund.parse(object);
  if (payment_intent === undefined) return undefined;
  return {
    kind: 'refund',
    paymentId: payment_intent,
    refundId: id,
    amount: fromMinorUnits(of.amount, of.currency),
    state: refundStatuses[status ?? ''] ?? 'pending',
  };
}

/** An inquiry (`warning_…`) and what was `prevented` withdraw no money, and tell nothing. */
const disputeStatuses: Readonly<Record<string, DisputeState>> = {
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
};

function disputeFact(object: unknown, createdMs: number): ProviderFact | undefined {
  const { id, payment_intent, status, ...of } = dispute.parse(object);
  const state = Object.hasOwn(disputeStatuses, status) ? disputeStatuses[status] : undefined;
  if (payment_intent === undefined || state === undefined) return undefined;
  return {
    kind: 'dispute',
    paymentId: payment_intent,
    disputeId: id,
    amount: fromMinorUnits(of.amount, of.currency),
    state,
    atMs: createdMs,
  };
}
