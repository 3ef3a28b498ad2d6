import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckoutAsked, ProviderUnavailable } from '../../../shared/ports/payment-provider.ts';
import { createStripeProvider } from '../../../shared/runtime/payments/stripe-provider.ts';
import { credits } from '../../support/builders/fixtures.ts';
import { eventOf, refund, session } from '../../support/builders/stripe-objects.ts';
import { type SmallStripe, startSmallStripe } from '../../support/engines/small-stripe.ts';

let stripe: SmallStripe;
let key = 'sk_test_first';
const provider = () => createStripeProvider({ apiKey: async () => key, address: stripe.url });

beforeEach(async () => {
  key = 'sk_test_first';
  stripe = await startSmallStripe();
});
afterEach(() => stripe.stop());

const asked: CheckoutAsked = {
  accountId: 'acme',
  packId: 'burst-1000',
  credits: credits(1_000),
  price: { millionths: 12_000_000, currency: 'USD' },
  paidUrl: 'https://app.example.com/paid',
  cancelUrl: 'https://app.example.com/back',
};

describe('payments by Stripe', () => {
  it('are asked for by a checkout at the plan’s price, without discounts or other currencies', async () => {
    expect(await provider().createCheckout(asked)).toEqual({
      checkoutId: 'cs_test_1',
      url: 'https://checkout.stripe.com/c/pay/cs_test_1',
      expiresAtMs: 1_752_706_050_000,
    });
    expect(stripe.asked).toMatchObject([
      {
        method: 'POST',
        path: '/v1/checkout/sessions',
        key: 'Bearer sk_test_first',
        form: {
          mode: 'payment',
          'line_items[0][quantity]': '1',
          'line_items[0][price_data][currency]': 'usd',
          'line_items[0][price_data][unit_amount]': '1200',
          'line_items[0][price_data][product_data][name]': 'burst-1000',
          'adaptive_pricing[enabled]': 'false',
          allow_promotion_codes: 'false',
          customer_creation: 'always',
          client_reference_id: 'acme',
          success_url: 'https://app.example.com/paid',
          cancel_url: 'https://app.example.com/back',
        },
      },
    ]);
    await provider().createCheckout({ ...asked, customerId: 'cus_1' });
    expect(stripe.asked[1]?.form).toMatchObject({ customer: 'cus_1' });
    expect(stripe.asked[1]?.form).not.toHaveProperty('customer_creation');
  });

  it('are asked for again, under the same key, when Stripe fails for a moment', async () => {
    stripe.fail(2, 500);
    expect(await provider().createCheckout(asked)).toMatchObject({ checkoutId: 'cs_test_1' });
    expect(stripe.asked).toHaveLength(3);
  });

  it('are unavailable while Stripe is, and nothing of its text or the key is in the error', async () => {
    stripe.fail(9, 500);
    const failure = await provider()
      .createCheckout(asked)
      .catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(ProviderUnavailable);
    expect(JSON.stringify([failure, (failure as Error).message, (failure as Error).cause])).not.toContain('sk_test');
    await expect(
      createStripeProvider({ apiKey: async () => key, address: new URL('http://127.0.0.1:9') }).openPortal({
        customerId: 'cus_1',
        returnUrl: 'https://app.example.com/',
      }),
    ).rejects.toThrow(ProviderUnavailable);
  });

  it('go on under a key that was rotated', async () => {
    const payments = provider();
    await payments.openPortal({ customerId: 'cus_1', returnUrl: 'https://app.example.com/' });
    key = 'sk_test_second';
    expect(await payments.openPortal({ customerId: 'cus_1', returnUrl: 'https://app.example.com/' })).toBe(
      'https://billing.stripe.com/p/session/cus_1',
    );
    expect(stripe.asked.map((each) => each.key)).toEqual(['Bearer sk_test_first', 'Bearer sk_test_second']);
  });

  it('have a fee once Stripe knows it', async () => {
    expect(await provider().feeOf('pi_1')).toEqual({ millionths: 650_000, currency: 'USD' });
    expect(await provider().feeOf('pi_2')).toBeUndefined();
  });

  it('are listed page by page, as they were told', async () => {
    const told = [session(), refund(), refund({ id: 're_2' })].map((object) => eventOf('refund.created', object));
    stripe.events.push(...told);
    const first = await provider().eventsSince(1_752_619_699_000);
    const second = await provider().eventsSince(1_752_619_699_000, first.next);
    expect([...first.events, ...second.events].map((event) => JSON.parse(event))).toEqual(told);
    expect(second.next).toBeUndefined();
    expect(stripe.asked[0]?.form).toMatchObject({ 'created[gte]': '1752619699', limit: '100' });
    expect(stripe.asked[0]?.form['types[0]']).toBe('checkout.session.completed');
  });
});
