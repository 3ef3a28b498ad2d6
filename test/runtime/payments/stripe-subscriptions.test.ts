import { describe, expect, it } from 'vitest';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { eventOf } from '../../support/builders/stripe-objects.ts';
import {
  type InvoiceLine,
  type InvoiceState,
  invoiceOf,
  type StripeForm,
  type SubscriptionState,
  subscriptionOf,
} from '../../support/builders/stripe-subscription-objects.ts';

const created = 1_752_619_699;
const end = created + 30 * 86_400;
const forms: readonly StripeForm[] = ['basil', 'before'];
const state: SubscriptionState = {
  id: 'sub_1',
  customer: 'cus_1',
  status: 'active',
  created: created - 100,
  periodStart: created,
  periodEnd: end,
};
const period: InvoiceLine = { start: created, end, cents: 2_000 };
const paid: InvoiceState = {
  id: 'in_1',
  subscription: 'sub_1',
  customer: 'cus_1',
  created,
  status: 'paid',
  lines: [period],
};
const told = (type: string, object: Readonly<Record<string, unknown>>, previous?: object) =>
  factsOfEvent(stripeEvent.parse(eventOf(type, object, { data: { object, previous_attributes: previous } })));

describe.each(forms)('a subscription in the form %s', (form) => {
  const fact = {
    kind: 'subscription',
    customerId: 'cus_1',
    subscriptionId: 'sub_1',
    atMs: created * 1_000,
    createdAtMs: (created - 100) * 1_000,
    anchorMs: (created - 100) * 1_000,
  };

  it.each([
    ['incomplete', 'incomplete', undefined],
    ['trialing', 'trialing', undefined],
    ['active', 'active', undefined],
    ['past_due', 'past_due', undefined],
    ['unpaid', 'unpaid', undefined],
    ['paused', 'paused', created],
    ['canceled', 'canceled', created - 7],
    ['incomplete_expired', 'canceled', created - 7],
  ])('that is %s stands as %s', (status, stands, endsAt) => {
    const ended = stands === 'canceled' ? { endedAt: created - 7 } : {};
    for (const type of ['created', 'updated', 'deleted', 'paused', 'resumed'])
      expect(told(`customer.subscription.${type}`, subscriptionOf({ ...state, status, ...ended }, form))).toEqual([
        { ...fact, status: stands, ...(endsAt === undefined ? {} : { endsAtMs: endsAt * 1_000 }) },
      ]);
  });

  it('says what it changed from, where its status is what changed', () => {
    const object = subscriptionOf({ ...state, status: 'past_due' }, form);
    const before = told('customer.subscription.updated', object, { status: 'active', latest_invoice: 'in_0' });
    expect(before).toMatchObject([{ status: 'past_due', statusBefore: 'active' }]);
    const [other] = told('customer.subscription.updated', object, { quantity: 3 });
    expect(other).not.toHaveProperty('statusBefore');
  });

  it('says nothing in a status that isn’t known, and throws where it isn’t of its form', () => {
    for (const status of ['frozen', 'constructor'])
      expect(told('customer.subscription.updated', subscriptionOf({ ...state, status }, form))).toEqual([]);
    const object = subscriptionOf(state, form);
    expect(() => told('customer.subscription.updated', { ...object, created: 'today' })).toThrow();
  });

  it('is read with its customer expanded, too', () => {
    const object = { ...subscriptionOf(state, form), customer: { id: 'cus_2', object: 'customer' } };
    expect(told('customer.subscription.updated', object)).toMatchObject([{ customerId: 'cus_2' }]);
  });
});

describe.each(forms)('an invoice in the form %s', (form) => {
  const invoice = (over: Partial<InvoiceState> = {}) => invoiceOf({ ...paid, ...over }, form);
  const untilEnd = {
    kind: 'period-paid',
    customerId: 'cus_1',
    subscriptionId: 'sub_1',
    untilMs: end * 1_000,
  };

  it.each(['invoice.paid', 'invoice.payment_succeeded'])('that is paid says until when: %s', (type) => {
    expect(told(type, invoice())).toEqual([untilEnd]);
    const trial = { ...period, cents: 0, end: created + 7 };
    expect(told(type, invoice({ lines: [trial] }))).toEqual([{ ...untilEnd, untilMs: (created + 7) * 1_000 }]);
  });

  it('says the latest of several, and nothing by an upgrade within a period', () => {
    const later = { ...period, end: end + 9 };
    expect(told('invoice.paid', invoice({ lines: [period, later, period] }))).toMatchObject([
      { untilMs: (end + 9) * 1_000 },
    ]);
    const rest = { ...later, isProration: true };
    expect(told('invoice.paid', invoice({ lines: [rest, rest] }))).toEqual([]);
    expect(told('invoice.paid', invoice({ lines: [rest, period] }))).toEqual([untilEnd]);
  });

  it.each(['draft', 'open', 'void', 'uncollectible'] as const)('that is %s says nothing', (status) => {
    expect(told('invoice.paid', invoice({ status }))).toEqual([]);
  });

  it('says nothing where it is of no subscription', () => {
    const { parent: _parent, subscription: _subscription, ...of } = invoice();
    expect(told('invoice.paid', { ...of, parent: null })).toEqual([]);
  });

  it('says nothing by a line of another subscription, and throws where it isn’t of its form', () => {
    const other = invoiceOf({ ...paid, subscription: 'sub_2' }, form);
    expect(told('invoice.paid', { ...invoice(), lines: other['lines'] })).toEqual([]);
    expect(() => told('invoice.paid', { ...invoice(), lines: { data: [{ period: {} }] } })).toThrow();
  });
});
