/** An object of each type of event that is taken, as Stripe sends it. */
import { dispute, paymentIntentOf, refund, session } from './stripe-objects.ts';
import { invoiceOf, subscriptionOf } from './stripe-subscription-objects.ts';

const created = 1_752_619_699;
const end = created + 30 * 86_400;
const subscription = subscriptionOf(
  { id: 'sub_1', customer: 'cus_1', status: 'active', created, periodStart: created, periodEnd: end },
  'basil',
);
const invoice = invoiceOf(
  {
    id: 'in_1',
    subscription: 'sub_1',
    customer: 'cus_1',
    created,
    status: 'paid',
    lines: [{ start: created, end, cents: 2_000 }],
  },
  'basil',
);

export const objectsOfTypes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'checkout.session.completed': session(),
  'checkout.session.async_payment_succeeded': session(),
  'payment_intent.succeeded': paymentIntentOf({ status: 'succeeded', amount_received: 1200 }),
  'payment_intent.payment_failed': paymentIntentOf({ last_payment_error: { code: 'card_declined' } }),
  'refund.created': refund(),
  'refund.updated': refund(),
  'refund.failed': refund({ status: 'failed' }),
  'charge.refund.updated': refund(),
  'charge.dispute.created': dispute(),
  'charge.dispute.updated': dispute(),
  'charge.dispute.closed': dispute({ status: 'won' }),
  'charge.dispute.funds_withdrawn': dispute(),
  'charge.dispute.funds_reinstated': dispute({ status: 'won' }),
  'customer.subscription.created': subscription,
  'customer.subscription.updated': subscription,
  'customer.subscription.deleted': { ...subscription, status: 'canceled', ended_at: created },
  'customer.subscription.paused': { ...subscription, status: 'paused' },
  'customer.subscription.resumed': subscription,
  'invoice.paid': invoice,
  'invoice.payment_succeeded': invoice,
  'payment_method.attached': { id: 'pm_1', object: 'payment_method', customer: 'cus_1', type: 'card' },
  'customer.updated': { id: 'cus_1', object: 'customer', invoice_settings: { default_payment_method: 'pm_1' } },
};
