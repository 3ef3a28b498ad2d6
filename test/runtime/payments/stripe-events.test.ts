import { describe, expect, it } from 'vitest';
import { fromMinorUnits, toMinorUnits } from '../../../shared/runtime/payments/minor-units.ts';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { dispute, eventOf, paymentIntentOf, refund, session } from '../../support/builders/stripe-objects.ts';

const usd = (amount: number) => ({ millionths: amount * 10_000, currency: 'USD' });
const told = (type: string, object: Readonly<Record<string, unknown>>) =>
  factsOfEvent(stripeEvent.parse(eventOf(type, object)));

describe('what an event of Stripe tells', () => {
  it.each(['checkout.session.completed', 'checkout.session.async_payment_succeeded'])('is a payment: %s', (type) => {
    expect(told(type, session())).toEqual([
      {
        kind: 'paid',
        paymentId: 'pi_1',
        checkoutId: 'cs_test_1',
        customerId: 'cus_1',
        total: usd(1200),
        price: usd(1200),
      },
    ]);
  });

  it('is no payment until a delayed one has come, nor for a checkout of something else', () => {
    expect(told('checkout.session.completed', session({ payment_status: 'unpaid' }))).toEqual([]);
    expect(told('checkout.session.completed', session({ mode: 'subscription', payment_intent: null }))).toEqual([]);
    expect(told('checkout.session.completed', session({ payment_status: 'no_payment_required' }))).toEqual([]);
    expect(told('checkout.session.async_payment_failed', session({ payment_status: 'unpaid' }))).toEqual([]);
    expect(told('checkout.session.expired', session({ payment_status: 'unpaid' }))).toEqual([]);
  });

  it('is a payment of its own where no checkout was made, by what was received', () => {
    const intent = paymentIntentOf({ status: 'succeeded', amount_received: 1200 });
    expect(told('payment_intent.succeeded', intent)).toEqual([
      { kind: 'paid', paymentId: 'pi_1', checkoutId: 'pi_1', customerId: 'cus_1', total: usd(1200), price: usd(1200) },
    ]);
    expect(told('payment_intent.succeeded', paymentIntentOf({ status: 'processing' }))).toEqual([]);
    const short = paymentIntentOf({ status: 'succeeded', amount_received: 1000 });
    expect(told('payment_intent.succeeded', short)).toMatchObject([{ total: usd(1000), price: usd(1200) }]);
  });

  it.each([
    [{ code: 'authentication_required' }, 'authentication-required'],
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'declined'],
    [{ code: null }, 'declined'],
    [null, 'declined'],
  ])('is a payment that failed: %j', (error, reason) => {
    const intent = paymentIntentOf({ status: 'requires_payment_method', last_payment_error: error });
    expect(told('payment_intent.payment_failed', intent)).toEqual([{ kind: 'failed', paymentId: 'pi_1', reason }]);
  });

  it('is read from objects that were expanded, too, and with the tax apart', () => {
    const expanded = session({ payment_intent: { id: 'pi_2' }, customer: { id: 'cus_2' }, amount_total: 1428 });
    expect(told('checkout.session.completed', expanded)).toMatchObject([
      { paymentId: 'pi_2', customerId: 'cus_2', total: usd(1428), price: usd(1200) },
    ]);
  });

  it.each([
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['succeeded', 'done'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
    [null, 'pending'],
  ])('is a refund that is %s: %s', (status, state) => {
    for (const type of ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'])
      expect(told(type, refund({ status }))).toEqual([
        { kind: 'refund', paymentId: 'pi_1', refundId: 're_1', amount: usd(300), state },
      ]);
  });

  it.each([
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['won', 'won'],
    ['lost', 'lost'],
  ])('is a dispute that is %s: %s', (status, state) => {
    for (const type of ['created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'])
      expect(told(`charge.dispute.${type}`, dispute({ status }))).toEqual([
        { kind: 'dispute', paymentId: 'pi_1', disputeId: 'du_1', amount: usd(1200), state, atMs: 1_752_619_699_000 },
      ]);
  });

  it.each(['warning_needs_response', 'warning_under_review', 'warning_closed', 'prevented', 'constructor'])(
    'is nothing of an inquiry or of what withdrew no money: %s',
    (status) => {
      expect(told('charge.dispute.created', dispute({ status }))).toEqual([]);
    },
  );

  it.each([
    'customer.created',
    'invoice.voided',
    'invoice.marked_uncollectible',
    'constructor',
    '__proto__',
    'toString',
  ])('is nothing of another type: %s', (type) => {
    expect(told(type, {})).toEqual([]);
  });

  it('is nothing of what no payment is named for, and throws where a known object is not of its form', () => {
    expect(told('refund.created', refund({ payment_intent: null }))).toEqual([]);
    expect(() => told('refund.created', refund({ amount: '300' }))).toThrow();
    expect(() => told('refund.created', refund({ amount: -1 }))).toThrow();
    expect(() => told('checkout.session.completed', {})).toThrow();
  });
});

describe('money in a currency’s smallest unit', () => {
  it.each([
    ['USD', 12_000_000, 1200],
    ['JPY', 1_200_000_000, 1200],
    ['KWD', 1_230_000, 1230],
    ['UGX', 5_000_000, 500],
  ])('of %s', (currency, millionths, amount) => {
    expect(toMinorUnits({ millionths, currency })).toBe(amount);
    expect(fromMinorUnits(amount, currency.toLowerCase())).toEqual({ millionths, currency });
  });

  it('is none where a price is finer than Stripe takes', () => {
    expect(toMinorUnits({ millionths: 12_345, currency: 'USD' })).toBeUndefined();
    expect(toMinorUnits({ millionths: 1_500_000, currency: 'JPY' })).toBeUndefined();
    expect(toMinorUnits({ millionths: 1_234_000, currency: 'KWD' })).toBeUndefined();
    expect(toMinorUnits({ millionths: 5_500_000, currency: 'UGX' })).toBeUndefined();
  });
});
