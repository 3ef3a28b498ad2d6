/** Each type of event that is taken is taken when it is Stripe's, and refused alike in every other case (S20, S36). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stripeEventTypes } from '../../../shared/runtime/payments/stripe-events.ts';
import { startMs } from '../../support/builders/fixtures.ts';
import { posted } from '../../support/builders/payment-messages.ts';
import { objectsOfTypes } from '../../support/builders/stripe-event-types.ts';
import { eventOf } from '../../support/builders/stripe-objects.ts';

const [secret, oldSecret] = ['whsec_present_0123456789', 'whsec_before_0123456789'];
const sent: string[] = [];
let receive: (event: ReturnType<typeof posted>) => Promise<unknown>;

beforeEach(async () => {
  vi.resetModules();
  process.env['STRIPE_WEBHOOK_SECRETS'] = `${secret} ${oldSecret}`;
  sent.length = 0;
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { provideServices } = await import('../../../shared/runtime/services.ts');
  const facts = { send: async (event: string) => void sent.push(event) };
  provideServices({ nowMs: () => startMs, store: {} as never, facts });
  receive = (await import('../../../functions/webhooks/stripe.ts')).handler;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const name of ['STRIPE_WEBHOOK_SECRETS', 'STRIPE_MODE']) delete process.env[name];
});

describe.each(stripeEventTypes)('of %s', (type) => {
  const object = objectsOfTypes[type] ?? expect.fail(`no object for ${type}`);
  const event = eventOf(type, { ...object, metadata: { accountId: 'globex' } });
  const body = JSON.stringify(event);
  const live = JSON.stringify({ ...event, livemode: true });
  const broken = JSON.stringify(eventOf(type, { ...object, id: 7, customer: 7, amount: 'much' }));

  it('one that is signed by either secret is taken, again when it comes again', async () => {
    for (const by of [secret, oldSecret, secret])
      expect(await receive(posted(body, by))).toMatchObject({ statusCode: 200 });
    expect(sent).toEqual([body, body, body]);
  });

  it.each([
    ['too old', () => posted(body, secret, -301)],
    ['from the future', () => posted(body, secret, 302)],
    ['with one byte changed', () => ({ ...posted(body, secret), body: body.replace(':false', ': false') })],
    ['by another secret', () => posted(body, 'whsec_wrong')],
    ['live into test', () => posted(live, secret)],
    ['not of its form', () => posted(broken, secret)],
  ])('one that is %s gets the 400 that says nothing', async (_what, event) => {
    expect(await receive(event())).toMatchObject({ statusCode: 400, body: '{}' });
    expect(sent).toEqual([]);
  });

  it('one of tests is refused where payments are live', async () => {
    process.env['STRIPE_MODE'] = 'live';
    expect(await receive(posted(body, secret))).toMatchObject({ statusCode: 400 });
    expect(sent).toEqual([]);
  });
});
