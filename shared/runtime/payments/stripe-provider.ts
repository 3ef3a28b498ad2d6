/** Payments by Stripe, by its own package: the one file that calls Stripe. */
import Stripe from 'stripe';
import type { Money } from '../../domain/catalogue/plan.ts';
import { present } from '../../domain/present.ts';
import { type CheckoutAsked, type PaymentProvider, ProviderUnavailable } from '../../ports/payment-provider.ts';
import { fromMinorUnits } from './minor-units.ts';
import { stripeEventTypes } from './stripe-events.ts';
import { listSubscriptions, subscriptionsOf } from './stripe-listing.ts';
import { amountOf, isCustomer, paymentParams, takenBy, unlessMissing } from './stripe-payments.ts';

export interface StripeSettings {
  /** Answers the secret key: a restricted one suffices, see the guide. */
  readonly apiKey: () => Promise<string>;
  /** Where Stripe answers, where that isn't Stripe. */
  readonly address?: URL;
  /** Keeps what customers pay a checkout with, to pay for automatic top-ups by. */
  readonly keepsCards?: boolean;
  /** Where customers come back to, where nobody says. */
  readonly returnUrl?: string;
}

const timeoutMs = 5_000;
const retriesMax = 2;
const feeTimeoutMs = 2_000;
/** The most that Stripe lists in one answer. */
const pageMax = 100;

export function createStripeProvider({
  apiKey,
  address,
  keepsCards = false,
  returnUrl,
}: StripeSettings): PaymentProvider {
  /** Made anew for another key: it may be rotated while the process lives. */
  const clients = new Map<string, Stripe>();
  async function client(): Promise<Stripe> {
    const key = await apiKey();
    const made = clients.get(key) ?? stripeClient(key, address);
    clients.clear();
    clients.set(key, made);
    return made;
  }
  return {
    name: 'stripe',
    keepsCards,
    ...present({ returnUrl }),
    createCheckout: async (asked) => {
      const params = checkoutParams(asked, keepsCards);
      const made = await asking(async () => (await client()).checkout.sessions.create(params));
      if (made.url === null) throw new ProviderUnavailable('Stripe made a checkout without an address');
      return { checkoutId: made.id, url: made.url, expiresAtMs: made.expires_at * 1000 };
    },
    openPortal: async ({ customerId, returnUrl }) => {
      const asked = { customer: customerId, return_url: returnUrl };
      return (await asking(async () => (await client()).billingPortal.sessions.create(asked))).url;
    },
    hasCustomer: async (customerId) => asking(async () => isCustomer(await client(), customerId)),
    preparePayment: async (asked) => {
      const params = paymentParams(asked);
      const options = { idempotencyKey: asked.requestId };
      const create = async () => (await client()).paymentIntents.create(params, options);
      return (await asking(() => unlessMissing(create)))?.id;
    },
    takePayment: async (attempt) => asking(async () => takenBy(await client(), attempt)),
    feeOf: async (paymentId) => {
      const expand = ['latest_charge.balance_transaction'];
      const options = { timeout: feeTimeoutMs, maxNetworkRetries: 0 };
      return feeIn(await asking(async () => (await client()).paymentIntents.retrieve(paymentId, { expand }, options)));
    },
    eventsSince: async (sinceMs, from) => {
      const page = await asking(async () =>
        (await client()).events.list({
          types: [...stripeEventTypes],
          created: { gte: Math.floor(sinceMs / 1000) },
          limit: pageMax,
          ...present({ starting_after: from }),
        }),
      );
      const events = page.data.map((event) => JSON.stringify(event));
      return { events, ...present({ next: page.has_more ? page.data.at(-1)?.id : undefined }) };
    },
    subscriptionsOf: async (customerId, nowMs) =>
      asking(async () => subscriptionsOf(await client(), customerId, nowMs)),
    listSubscriptions: async (nowMs, from) => asking(async () => listSubscriptions(await client(), nowMs, from)),
  };
}

function stripeClient(key: string, address: URL | undefined): Stripe {
  return new Stripe(key, {
    timeout: timeoutMs,
    maxNetworkRetries: retriesMax,
    telemetry: false,
    ...(address === undefined ? {} : { host: address.hostname, port: address.port, protocol: protocolOf(address) }),
  });
}

function protocolOf({ protocol }: URL): 'http' | 'https' {
  return protocol === 'http:' ? 'http' : 'https';
}

/** Prices are as the plan says, without discounts and in its own currency: what is paid is held against that. */
function checkoutParams(asked: CheckoutAsked, keepsCards: boolean): Stripe.Checkout.SessionCreateParams {
  const { accountId, packId, count, price, customerId, paidUrl, cancelUrl } = asked;
  const unitAmount = amountOf(price);
  return {
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: price.currency.toLowerCase(),
          unit_amount: unitAmount,
          // As one line, so that what is paid is held against one price.
          product_data: { name: count === undefined ? packId : `${count} × ${packId}` },
        },
      },
    ],
    // For people who look at Stripe's dashboard: it is never read here.
    client_reference_id: accountId,
    success_url: paidUrl,
    cancel_url: cancelUrl,
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: false,
    ...(keepsCards ? { payment_intent_data: { setup_future_usage: 'off_session' } } : {}),
    ...(customerId === undefined ? { customer_creation: 'always' } : { customer: customerId }),
  };
}

function feeIn({ latest_charge: charge }: Stripe.PaymentIntent): Money | undefined {
  if (charge === null || typeof charge === 'string') return undefined;
  const moved = charge.balance_transaction;
  return moved === null || typeof moved === 'string' ? undefined : fromMinorUnits(moved.fee, moved.currency);
}

/** Stripe's own text may name what is none of a caller's business: operators read it as the cause. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeError)
      throw new ProviderUnavailable(`Stripe answered ${cause.type}`, { cause: { type: cause.type, code: cause.code } });
    throw cause;
  }
}
