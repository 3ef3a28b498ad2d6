/** The payment provider of the examples: its checkouts have one id, and the clock of the story. */
import type { PaymentProvider } from '../../shared/ports/payment-provider.ts';

const checkoutId = 'cs_test_a1rUBVjKxjzYnnn8iiYRZfGk538064CQ3lB6';
const dayMs = 86_400_000;

export function examplePayments(nowMs: () => number): PaymentProvider {
  return {
    name: 'stripe',
    returnUrl: 'https://app.example.com/credits',
    createCheckout: async () => ({
      checkoutId,
      url: `https://checkout.stripe.com/c/pay/${checkoutId}`,
      expiresAtMs: nowMs() + dayMs,
    }),
    openPortal: async () => 'https://billing.stripe.com/p/session/test_YWNjdF8xUTBQSUlMUmFZcjZ3RTdu',
    hasCustomer: async (customerId) => customerId === examplePaid.data.object.customer,
    preparePayment: async () => examplePaid.data.object.payment_intent,
    takePayment: async () => ({ kind: 'on-its-way' }),
    feeOf: async () => undefined,
    eventsSince: async () => ({ events: [] }),
    subscriptionsOf: async () => [],
    listSubscriptions: async () => ({ events: [] }),
  };
}

/** The event that the checkout of the examples is paid. */
export const examplePaid = {
  id: 'evt_1QLqA22eZvKYlo2C8Yb0ZJmT',
  object: 'event',
  type: 'checkout.session.completed',
  created: 1_795_371_400,
  livemode: false,
  data: {
    object: {
      id: checkoutId,
      object: 'checkout.session',
      mode: 'payment',
      payment_status: 'paid',
      payment_intent: 'pi_3QLqA12eZvKYlo2C0Cm4Lx9P',
      customer: 'cus_RESpYbL2nE4kQf',
      amount_subtotal: 1200,
      amount_total: 1200,
      currency: 'usd',
    },
  },
} as const;
