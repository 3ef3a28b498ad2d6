/** Subscriptions that Stripe is asked for: those of a customer, and all of them as if it told of them now. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ProviderUnavailable } from '../../../shared/ports/payment-provider.ts';
import { factsOfMessage } from '../../../shared/runtime/payments/stripe-message.ts';
import { createStripeProvider } from '../../../shared/runtime/payments/stripe-provider.ts';
import { invoiceOf, subscriptionOf } from '../../support/builders/stripe-subscription-objects.ts';
import { type SmallStripe, startSmallStripe } from '../../support/engines/small-stripe.ts';

const nowMs = Date.parse('2026-11-22T18:15:46.680Z');
/** A minute before, in whole seconds. */
const toldMs = Date.parse('2026-11-22T18:14:46Z');
const created = 1_790_000_000;
let stripe: SmallStripe;
const provider = () => createStripeProvider({ apiKey: async () => 'sk_test_first', address: stripe.url });

beforeEach(async () => {
  stripe = await startSmallStripe();
});
afterEach(() => stripe.stop());

const subscription = (name: string, customer: string, status = 'active') =>
  subscriptionOf(
    { id: `sub_${name}`, customer, status, created, periodStart: created, periodEnd: created + 60 },
    'basil',
  );
const invoice = (name: string, customer: string, status: 'paid' | 'open' = 'paid') => {
  const lines = [{ start: created, end: created + 60, cents: 2_000 }];
  return invoiceOf({ id: `in_${name}`, subscription: `sub_${name}`, customer, created, status, lines }, 'basil');
};
const standing = (name: string, customerId: string, status = 'active') => ({
  kind: 'subscription',
  customerId,
  subscriptionId: `sub_${name}`,
  status,
  atMs: toldMs,
  createdAtMs: created * 1_000,
  anchorMs: created * 1_000,
});
const paid = (name: string, customerId: string) => ({
  kind: 'period-paid',
  customerId,
  subscriptionId: `sub_${name}`,
  untilMs: (created + 60) * 1_000,
});

/** Ten prorations come with it, of twelve, and then the period. */
function longInvoice() {
  const proration = { start: created, end: created + 9, cents: 1, isProration: true };
  const lines = [...Array.from({ length: 12 }, () => proration), { start: created, end: created + 60, cents: 2_000 }];
  const whole = invoiceOf(
    { id: 'in_1', subscription: 'sub_1', customer: 'cus_1', created, status: 'paid', lines },
    'basil',
  );
  const all = z.object({ data: z.array(z.unknown()) }).parse(whole['lines']).data;
  return { ...whole, lines: { object: 'list', has_more: true, data: all.slice(0, 10) }, allLines: all };
}

describe('subscriptions at Stripe', () => {
  it('of one customer are asked for with what they paid, as of a minute ago', async () => {
    stripe.subscriptions.push(subscription('1', 'cus_1'), subscription('2', 'cus_2'));
    stripe.invoices.push(invoice('1', 'cus_1'), invoice('1', 'cus_1', 'open'), invoice('2', 'cus_2'));

    expect(await provider().subscriptionsOf('cus_1', nowMs)).toEqual([standing('1', 'cus_1'), paid('1', 'cus_1')]);
    expect(stripe.asked.map(({ path, form }) => [path, form])).toEqual([
      ['/v1/subscriptions', { customer: 'cus_1', status: 'all', limit: '100' }],
      ['/v1/invoices', { customer: 'cus_1', status: 'paid', limit: '100' }],
    ]);
  });

  it('are listed page by page, as events that would tell of them, with their last invoice where it is paid', async () => {
    for (const [name, latest] of [
      ['1', invoice('1', 'cus_1')],
      ['2', invoice('2', 'cus_2', 'open')],
      ['3', null],
    ] as const)
      stripe.subscriptions.push({ ...subscription(name, `cus_${name}`), latest_invoice: latest });

    const first = await provider().listSubscriptions(nowMs);
    const second = await provider().listSubscriptions(nowMs, first.next);

    expect(second.next).toBeUndefined();
    expect([...first.events, ...second.events].flatMap(factsOfMessage)).toEqual([
      standing('3', 'cus_3'),
      standing('2', 'cus_2'),
      standing('1', 'cus_1'),
      paid('1', 'cus_1'),
    ]);
    expect(stripe.asked[0]?.form).toEqual({ status: 'all', limit: '100', 'expand[0]': 'data.latest_invoice' });
  });

  it('are paid for where the period’s own line is not among those that come with the invoice', async () => {
    const long = longInvoice();
    stripe.subscriptions.push({ ...subscription('1', 'cus_1'), latest_invoice: long });
    stripe.invoices.push(long);

    expect(await provider().subscriptionsOf('cus_1', nowMs)).toContainEqual(paid('1', 'cus_1'));
    const { events } = await provider().listSubscriptions(nowMs);
    expect(events.flatMap(factsOfMessage)).toContainEqual(paid('1', 'cus_1'));
    // Of the long invoice nothing is told on but the line of the period.
    expect(JSON.parse(events[1] ?? '{}').data.object.lines.data).toHaveLength(1);
  });

  it('are unavailable while Stripe is', async () => {
    stripe.fail(9, 500);
    await expect(provider().subscriptionsOf('cus_1', nowMs)).rejects.toThrow(ProviderUnavailable);
  });
});
