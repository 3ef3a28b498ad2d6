/**
 * Secrets of payments stay where they are read: whatever fails, they are in no line, answer, error or event, and neither is what the
 * provider said of them (S23, S24). The provider's own errors quote the key here, as it came.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { handler as reconcile } from '../../functions/jobs/reconcile-payments.ts';
import { handler as settle } from '../../functions/jobs/settle-payments.ts';
import { handler as receive } from '../../functions/webhooks/stripe.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { setAutoTopUp } from '../../shared/operations/set-auto-top-up.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { delivered, failed, paid, posted, topUp } from '../support/builders/payment-messages.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import { type SmallStripe, startSmallStripe } from '../support/engines/small-stripe.ts';
import { watchOutput } from '../support/processes/output.ts';
import { callHandler } from '../support/service/handlers.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

const apiKey = 'sk_test_plantedkey0123456789';
const webhookSecret = 'whsec_plantedsecret0123456789';
const planted = /planted|whsec_|sk_test_|secret of the bank/;
const events: Signal[] = [];
let stripe: SmallStripe;
let isQueueAway = false;

beforeAll(async () => {
  stripe = await startSmallStripe();
  process.env['STRIPE_API_KEY'] = apiKey;
  process.env['STRIPE_WEBHOOK_SECRETS'] = `${webhookSecret} ${webhookSecret}before`;
  process.env['STRIPE_ENDPOINT'] = stripe.url.href;
  const { store } = await freshStore();
  await store.catalogue.addPlan(plan());
  provideServices({
    store,
    bus: { publish: async (signals) => void events.push(...signals) },
    facts: {
      send: async () => {
        if (isQueueAway) throw new Error(`no queue for ${webhookSecret}`);
      },
    },
    nowMs: () => startMs,
  });
  const open = { params: { accountId: 'acme' }, headers: { 'idempotency-key': 'open' }, text: '{"planId":"team"}' };
  await watchOutput(() => callHandler(routes.openAccount, open));
  await createCheckouts(store.table).link('acme', 'cus_1');
  const autoTopUp = { packId: 'burst-100', threshold: credits(2_000), maxPerCycle: 1 };
  await setAutoTopUp(store, { ...requestNamed('set'), accountId: 'acme', autoTopUp }, startMs);
  const asked = { accountId: 'acme', seq: 2, sinceMs: startMs, packId: 'burst-100' };
  await store.topUps.open({ ...asked, available: credits(1_000), count: 1 });
});
afterAll(async () => {
  for (const name of ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRETS', 'STRIPE_ENDPOINT']) delete process.env[name];
  await stripe.stop();
});

const selling = {
  params: { accountId: 'acme' },
  headers: { 'idempotency-key': 'sell' },
};
const checkout = { ...selling, text: '{"packId":"burst-100","returnUrl":"https://app.example.com/"}' };
const portal = { ...selling, text: '{"returnUrl":"https://app.example.com/"}' };

const ways: Readonly<Record<string, () => Promise<unknown>>> = {
  'an event is taken': () => receive(posted(paid, webhookSecret)),
  'an event is refused': () => receive(posted(paid, 'whsec_plantedother')),
  'the queue is away': async () => {
    isQueueAway = true;
    try {
      return await receive(posted(paid, webhookSecret));
    } finally {
      isQueueAway = false;
    }
  },
  'an event is settled': () => settle(delivered(paid), lambdaContext()),
  'a failure is settled': () => settle(delivered(failed), lambdaContext()),
  'what is no event is put aside': () => settle(delivered(`{"${apiKey}":`), lambdaContext()),
  'a top-up can’t be paid for, since the provider is away': () => {
    stripe.fail(9, 500);
    return settle(delivered(topUp), lambdaContext());
  },
  'a top-up is refused by the bank': () => {
    stripe.fail(0, 500);
    stripe.cards.set('cus_1', 'declines');
    return settle(delivered(topUp), lambdaContext());
  },
  'a checkout is made': () => callHandler(routes.createCheckout, checkout),
  'a checkout can’t be made: the key is refused': () => {
    stripe.fail(9, 401);
    return callHandler(routes.createCheckout, checkout);
  },
  'a portal can’t be opened': () => callHandler(routes.openPortal, portal),
  'nothing can be listed': () => reconcile({}, lambdaContext()),
  'all is listed': () => {
    stripe.fail(0, 500);
    return reconcile({}, lambdaContext());
  },
};

it.each(Object.keys(ways))('no secret is told when %s', async (name) => {
  const run = ways[name] ?? expect.fail(name);
  const { value, lines } = await watchOutput(() => run().catch((cause: unknown) => describeError(cause)));
  expect(lines.length, 'something is written').toBeGreaterThan(0);
  expect(lines.join('\n')).not.toMatch(planted);
  expect(JSON.stringify(value) ?? '').not.toMatch(planted);
  expect(JSON.stringify(events)).not.toMatch(planted);
});

it('the ways were taken: the key was sent to the provider and to nobody else', () => {
  expect(stripe.asked.length).toBeGreaterThan(10);
  expect(new Set(stripe.asked.map(({ key }) => key))).toEqual(new Set([`Bearer ${apiKey}`]));
  expect(stripe.asked.map(({ form }) => JSON.stringify(form)).join()).not.toMatch(/planted/);
});

/** All that a runtime would write of an error that a handler throws. */
function describeError(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  return { ...cause, name: cause.name, message: cause.message, stack: cause.stack, cause: describeError(cause.cause) };
}
