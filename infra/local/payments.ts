/**
 * Payments on this machine: a provider in this process's memory, whose checkouts are pages of the local service. It tells of
 * payments by events of Stripe's form, so that all that follows is as deployed. No money moves.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { FactQueue } from '../../shared/ports/fact-queue.ts';
import type {
  CheckoutAsked,
  CheckoutMade,
  PaymentAsked,
  PaymentProvider,
} from '../../shared/ports/payment-provider.ts';
import { toMinorUnits } from '../../shared/runtime/payments/minor-units.ts';
import { paidIntent, paymentIntent } from '../../shared/runtime/payments/stripe-events.ts';
import { dashboardPath } from './dashboard.ts';

export const checkoutsPath = '/local/checkouts';
export const portalPath = '/local/customer-portal';
const dayMs = 86_400_000;

export interface LocalPayments extends PaymentProvider {
  checkout(checkoutId: string): (CheckoutAsked & CheckoutMade) | undefined;
  /** Pays a checkout, as often as it is asked: it is paid once. Answers where its customer goes on; undefined where there is none. */
  pay(checkoutId: string): Promise<string | undefined>;
}

export interface LocalPaymentsParts {
  readonly facts: FactQueue;
  /** Where the local service answers. */
  readonly url: () => string;
  readonly nowMs: () => number;
}

/** Makes the provider; its checkouts end with the process. */
export function createLocalPayments({ facts, url, nowMs }: LocalPaymentsParts): LocalPayments {
  const checkouts = new Map<string, CheckoutAsked & CheckoutMade>();
  const told = new Map<string, string>();
  const prepared = new Map<string, PaymentAsked>();
  return {
    name: 'local',
    get returnUrl() {
      return `${url()}${dashboardPath}/`;
    },
    createCheckout: async (asked) => {
      const checkoutId = `cs_local_${randomUUID().replaceAll('-', '')}`;
      const made = { checkoutId, url: `${url()}${checkoutsPath}/${checkoutId}`, expiresAtMs: nowMs() + dayMs };
      checkouts.set(checkoutId, { ...asked, ...made });
      return made;
    },
    openPortal: async () => `${url()}${portalPath}`,
    // Whoever is named exists on this machine.
    hasCustomer: async () => true,
    preparePayment: async (asked) => {
      const paymentId = `pi_local_${createHash('sha256').update(asked.requestId).digest('hex').slice(0, 24)}`;
      prepared.set(paymentId, asked);
      return paymentId;
    },
    takePayment: async ({ paymentId, customerId }) => {
      const asked = prepared.get(paymentId);
      const fact = asked && paidIntent(paymentIntent.parse(takenIntent(paymentId, customerId, asked)));
      return fact === undefined ? { kind: 'failed', reason: 'declined' } : { kind: 'paid', fact };
    },
    feeOf: async () => undefined,
    eventsSince: async () => ({ events: [...told.values()] }),
    // Nobody subscribes on this machine: who does says `POST /accounts/{id}/subscription`.
    subscriptionsOf: async () => [],
    listSubscriptions: async () => ({ events: [] }),
    checkout: (checkoutId) => checkouts.get(checkoutId),
    pay: async (checkoutId) => {
      const checkout = checkouts.get(checkoutId);
      if (checkout === undefined) return undefined;
      const event = told.get(checkoutId) ?? JSON.stringify(paidEvent(checkout, nowMs()));
      told.set(checkoutId, event);
      await facts.send(event);
      return checkout.paidUrl;
    },
  };
}

function takenIntent(id: string, customer: string, { price }: PaymentAsked): object {
  return { id, status: 'succeeded', amount: toMinorUnits(price), currency: price.currency.toLowerCase(), customer };
}

function paidEvent({ checkoutId, accountId, price, customerId }: CheckoutAsked & CheckoutMade, nowMs: number): object {
  const own = checkoutId.slice('cs_local_'.length);
  const amount = toMinorUnits(price);
  return {
    id: `evt_local_${own}`,
    object: 'event',
    type: 'checkout.session.completed',
    created: Math.floor(nowMs / 1000),
    livemode: false,
    data: {
      object: {
        id: checkoutId,
        object: 'checkout.session',
        mode: 'payment',
        payment_status: 'paid',
        payment_intent: `pi_local_${own}`,
        customer: customerId ?? `cus_local_${own}`,
        client_reference_id: accountId,
        amount_subtotal: amount,
        amount_total: amount,
        currency: price.currency.toLowerCase(),
      },
    },
  };
}
