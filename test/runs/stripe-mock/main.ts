/**
 * `npm run stripe-mock`: holds each call that is made to Stripe against Stripe's own description of its API. `stripe-mock` is Stripe's
 * (github.com/stripe/stripe-mock, a Go module): it refuses members and types that the description doesn't know. It is named by
 * `STRIPE_MOCK`, or found on the path.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStripeProvider } from '../../../shared/runtime/payments/stripe-provider.ts';
import { credits } from '../../support/builders/fixtures.ts';

const port = 12_111;
const address = new URL(`http://127.0.0.1:${port}`);
const triesMax = 50;

const mock = spawn(process.env['STRIPE_MOCK'] ?? 'stripe-mock', ['-http-addr', `127.0.0.1:${port}`], {
  stdio: 'ignore',
});
mock.on('error', (cause) => {
  console.error(
    `stripe-mock could not be started: ${cause.message}. Install it: go install github.com/stripe/stripe-mock@latest`,
  );
  process.exitCode = 2;
});
try {
  await answers();
  const provider = createStripeProvider({ apiKey: async () => 'sk_test_123', address });
  const asked = {
    accountId: 'acme',
    packId: 'burst-1000',
    credits: credits(1_000),
    price: { millionths: 12_000_000, currency: 'USD' },
    paidUrl: 'https://app.example.com/paid',
    cancelUrl: 'https://app.example.com/back',
  };
  await shown('a checkout', () => provider.createCheckout(asked));
  await shown('a checkout of a customer', () => provider.createCheckout({ ...asked, customerId: 'cus_123' }));
  const keeping = createStripeProvider({ apiKey: async () => 'sk_test_123', address, keepsCards: true });
  await shown('a checkout that keeps the card', () => keeping.createCheckout(asked));
  await shown('a customer', () => provider.hasCustomer('cus_123'));
  await shown('a payment, prepared', () =>
    provider.preparePayment({ ...asked, customerId: 'cus_123', requestId: 'acme/top-up/7-1795737600000' }),
  );
  await shown('a payment, taken', () =>
    provider.takePayment({ paymentId: 'pi_123', customerId: 'cus_123', number: 1 }),
  );
  await shown('a portal', () => provider.openPortal({ customerId: 'cus_123', returnUrl: 'https://app.example.com/' }));
  await shown('a fee', () => provider.feeOf('pi_123'));
  await shown('events', async () => (await provider.eventsSince(Date.now())).events.length);
  await shown('subscriptions of a customer', () => provider.subscriptionsOf('cus_123', Date.now()));
  await shown('all subscriptions', async () => {
    const { events } = await provider.listSubscriptions(Date.now());
    return events.map((event) => JSON.parse(event).type);
  });
} finally {
  mock.kill();
}

async function shown(what: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    console.log(`${what}: taken, ${JSON.stringify(await ask())}`);
  } catch (cause) {
    process.exitCode = 1;
    console.log(
      `${what}: REFUSED, ${String(cause)} ${JSON.stringify(cause instanceof Error ? cause.cause : undefined)}`,
    );
  }
}

/** Waits until it listens. */
async function answers(): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    if (await fetch(address).catch(() => undefined)) return;
    await sleep(100);
  }
  throw new Error('stripe-mock does not answer');
}
