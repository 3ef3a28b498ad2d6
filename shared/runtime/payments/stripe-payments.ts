/** Stripe's payments that nobody sees: prepared as intents, and confirmed by what their customer left. */
import Stripe from 'stripe';
import type { Money } from '../../domain/catalogue/plan.ts';
import {
  type PaymentAsked,
  type PaymentOutcome,
  type PaymentTry,
  ProviderUnavailable,
} from '../../ports/payment-provider.ts';
import { toMinorUnits } from './minor-units.ts';
import { failureOf, paidIntent, paymentIntent } from './stripe-events.ts';

/** A price in Stripe's units. Throws where it has none for it. */
export function amountOf(price: Money): number {
  const amount = toMinorUnits(price);
  if (amount === undefined)
    throw new ProviderUnavailable(`Stripe takes no price of ${price.millionths} millionths ${price.currency}`);
  return amount;
}

/** Nothing is confirmed yet. No means of payment are offered that would lead somebody to a page. */
export function paymentParams({ price, packId, customerId }: PaymentAsked): Stripe.PaymentIntentCreateParams {
  return {
    amount: amountOf(price),
    currency: price.currency.toLowerCase(),
    customer: customerId,
    description: packId,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  };
}

/** Confirms a payment without its customer. One that isn't waiting to be confirmed is as Stripe has it. */
export async function takenBy(
  stripe: Stripe,
  { paymentId, customerId, number, occasion }: PaymentTry,
): Promise<PaymentOutcome> {
  const method = await methodOf(stripe, customerId);
  if (method === undefined) return { kind: 'failed', reason: 'no-payment-method' };
  const params = { payment_method: method, off_session: true };
  try {
    const options = { idempotencyKey: [paymentId, number, occasion].filter((each) => each !== undefined).join('/') };
    return outcomeOf(await stripe.paymentIntents.confirm(paymentId, params, options));
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeCardError) return { kind: 'failed', reason: failureOf(cause.code) };
    if (cause instanceof Stripe.errors.StripeError && cause.code === 'payment_intent_unexpected_state')
      return outcomeOf(await stripe.paymentIntents.retrieve(paymentId));
    throw cause;
  }
}

/** Tells whether Stripe has this customer, and hasn't deleted them. */
export async function isCustomer(stripe: Stripe, customerId: string): Promise<boolean> {
  const customer = await unlessMissing(() => stripe.customers.retrieve(customerId));
  return customer !== undefined && !customer.deleted;
}

/** Undefined where Stripe has none of what the call names. */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeError && cause.code === 'resource_missing') return undefined;
    throw cause;
  }
}

/** The means that the customer has chosen, else the newest that they left. */
async function methodOf(stripe: Stripe, customerId: string): Promise<string | undefined> {
  const customer = await stripe.customers.retrieve(customerId);
  if (customer.deleted) return undefined;
  const chosen = customer.invoice_settings.default_payment_method;
  if (chosen !== null && chosen !== undefined) return typeof chosen === 'string' ? chosen : chosen.id;
  return (await stripe.customers.listPaymentMethods(customerId, { limit: 1 })).data[0]?.id;
}

function outcomeOf(intent: Stripe.PaymentIntent): PaymentOutcome {
  const fact = paidIntent(paymentIntent.parse(intent));
  if (fact !== undefined) return { kind: 'paid', fact };
  if (intent.status === 'processing') return { kind: 'on-its-way' };
  const code = intent.status === 'requires_action' ? 'authentication_required' : intent.last_payment_error?.code;
  return { kind: 'failed', reason: failureOf(code) };
}
