/** Payments that Stripe takes without their customer: of automatic top-ups. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PaymentAsked, type PaymentOutcome, ProviderUnavailable } from '../../../shared/ports/payment-provider.ts';
import { createStripeProvider } from '../../../shared/runtime/payments/stripe-provider.ts';
import { credits } from '../../support/builders/fixtures.ts';
import { type SmallStripe, startSmallStripe } from '../../support/engines/small-stripe.ts';

let stripe: SmallStripe;
const provider = () => createStripeProvider({ apiKey: async () => 'sk_test_first', address: stripe.url });

beforeEach(async () => {
  stripe = await startSmallStripe();
});
afterEach(() => stripe.stop());

const asked: PaymentAsked = {
  packId: 'burst-1000',
  credits: credits(1_000),
  price: { millionths: 12_000_000, currency: 'USD' },
  customerId: 'cus_1',
  requestId: 'acme/top-up/7-1795737600000',
};

async function take(number = 1, customerId = 'cus_1', more: { occasion?: string } = {}): Promise<PaymentOutcome> {
  const payments = provider();
  const paymentId = (await payments.preparePayment({ ...asked, customerId })) ?? expect.fail('the customer is gone');
  return payments.takePayment({ paymentId, customerId, number, ...more });
}

const usd = { millionths: 12_000_000, currency: 'USD' };
const paid = {
  kind: 'paid',
  fact: {
    kind: 'paid',
    paymentId: 'pi_charge_1',
    checkoutId: 'pi_charge_1',
    customerId: 'cus_1',
    total: usd,
    price: usd,
  },
};
const moved = () => stripe.asked.filter(({ path }) => path.endsWith('/confirm'));

describe('a payment without its customer', () => {
  it('is prepared at the pack’s price, confirmed off session by the card that was left, and paid', async () => {
    stripe.cards.set('cus_1', 'pays');
    expect(await take()).toEqual(paid);
    const [created] = stripe.asked;
    expect(created).toMatchObject({
      method: 'POST',
      path: '/v1/payment_intents',
      idempotencyKey: asked.requestId,
      form: {
        amount: '1200',
        currency: 'usd',
        customer: 'cus_1',
        description: 'burst-1000',
        'automatic_payment_methods[enabled]': 'true',
        'automatic_payment_methods[allow_redirects]': 'never',
      },
    });
    expect(created?.form).not.toHaveProperty('confirm');
    expect(moved()).toMatchObject([{ form: { payment_method: 'pm_cus_1', off_session: 'true' } }]);
  });

  it('is one, however often its request is told, and however often it is tried', async () => {
    stripe.cards.set('cus_1', 'pays');
    expect(await Promise.all([take(), take(), take(2)])).toEqual([paid, paid, paid]);
    expect(new Set(stripe.asked.map(({ path }) => path).filter((path) => path.includes('pi_'))).size).toBe(2);
  });

  it('is taken by the means that the customer has chosen, if they have', async () => {
    stripe.cards.set('cus_chosen', 'pays');
    await take(1, 'cus_chosen');
    expect(moved()).toMatchObject([{ form: { payment_method: 'pm_chosen' } }]);
  });

  it.each([
    ['declines', 'declined'],
    ['asks-for-its-holder', 'authentication-required'],
  ] as const)('fails by name when the card %s, and is taken at a later try', async (card, reason) => {
    stripe.cards.set('cus_1', card);
    expect(await take()).toEqual({ kind: 'failed', reason });
    stripe.cards.set('cus_1', 'pays');
    expect(await take(1), 'the same try, told twice').toEqual({ kind: 'failed', reason });
    expect(await take(1, 'cus_1', { occasion: 'card-1' }), 'on an occasion of its own').toEqual(paid);
    expect(await take(2)).toEqual(paid);
  });

  it('fails where there is nothing to pay with, and moves no money', async () => {
    expect(await take()).toEqual({ kind: 'failed', reason: 'no-payment-method' });
    expect(moved()).toEqual([]);
  });

  it.each(['cus_deleted', 'cus_none'])('isn’t prepared for a customer who is gone: %s', async (customerId) => {
    expect(await provider().preparePayment({ ...asked, customerId, requestId: customerId })).toBeUndefined();
  });

  it('may be on its way for days', async () => {
    stripe.cards.set('cus_1', 'is-slow');
    expect(await take()).toEqual({ kind: 'on-its-way' });
    expect(await take(2)).toEqual({ kind: 'on-its-way' });
  });

  it('rejects while Stripe doesn’t answer, with nothing of its text', async () => {
    stripe.fail(9, 500);
    const failure = await take().catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(ProviderUnavailable);
    expect(JSON.stringify([failure, (failure as Error).cause])).not.toContain('secret');
  });
});

describe('a customer', () => {
  it('is known until Stripe deletes them, and not by another name', async () => {
    const known = await Promise.all(['cus_1', 'cus_deleted', 'cus_none'].map((id) => provider().hasCustomer(id)));
    expect(known).toEqual([true, false, false]);
    stripe.fail(9, 500);
    await expect(provider().hasCustomer('cus_1')).rejects.toThrow(ProviderUnavailable);
  });
});

describe('a checkout', () => {
  it('keeps the card where top-ups are paid by it, and nowhere else', async () => {
    const keeping = createStripeProvider({ apiKey: async () => 'sk', address: stripe.url, keepsCards: true });
    const checkout = { ...asked, accountId: 'acme', paidUrl: 'https://a.example/', cancelUrl: 'https://a.example/' };
    await keeping.createCheckout(checkout);
    await provider().createCheckout(checkout);
    expect(stripe.asked.map(({ form }) => form['payment_intent_data[setup_future_usage]'])).toEqual([
      'off_session',
      undefined,
    ]);
  });
});
