/** Stripe's events are taken when they are Stripe's, and everything else is refused alike (S20, S36). */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { provideServices } from '../../../shared/runtime/services.ts';
import { eventOf, refund, session } from '../../support/builders/stripe-objects.ts';

const nowMs = Date.parse('2026-11-22T18:15:46.680Z');
const nowSeconds = Math.floor(nowMs / 1000);
const secret = 'whsec_present_0123456789';
const oldSecret = 'whsec_before_0123456789';
const paid = JSON.stringify(eventOf('checkout.session.completed', session({ metadata: { note: 'naïve — ✓' } })));

let sent: string[];
let written: string[];
let receive: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

beforeEach(async () => {
  vi.resetModules();
  process.env['STRIPE_WEBHOOK_SECRETS'] = `${secret} ${oldSecret} whsec_third`;
  process.env['METRICS_DISABLED'] = 'false';
  sent = [];
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const fresh = await import('../../../shared/runtime/services.ts');
  const facts = { send: async (event: string) => void sent.push(event) };
  fresh.provideServices({ nowMs: () => nowMs, store: {} as never, facts });
  provideServices({ nowMs: () => nowMs });
  receive = (await import('../../../functions/webhooks/stripe.ts')).handler;
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const name of ['STRIPE_WEBHOOK_SECRETS', 'STRIPE_MODE']) delete process.env[name];
});

function signed(payload: string, by: string, timestamp: number): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret: by, timestamp });
}

function delivery(body: string, signature: string | undefined, isBase64Encoded = true): APIGatewayProxyEventV2 {
  return {
    headers: signature === undefined ? {} : { 'stripe-signature': signature },
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded,
  } as unknown as APIGatewayProxyEventV2;
}

describe('an event that Stripe signed', () => {
  it('is handed to the queue as it came, in either encoding, and again when it comes again', async () => {
    for (const isBase64Encoded of [true, false, true])
      expect(await receive(delivery(paid, signed(paid, secret, nowSeconds), isBase64Encoded))).toMatchObject({
        statusCode: 200,
      });
    expect(sent).toEqual([paid, paid, paid]);
  });

  it.each([
    ['by the secret before the present one', () => signed(paid, oldSecret, nowSeconds)],
    ['five minutes ago', () => signed(paid, secret, nowSeconds - 300)],
    ['by a clock five minutes ahead', () => signed(paid, secret, nowSeconds + 300)],
    [
      'by both secrets of a rotation at once',
      () => `${signed(paid, 'whsec_other', nowSeconds)},${signed(paid, secret, nowSeconds).split(',')[1]}`,
    ],
  ])('is taken: %s', async (_how, signature) => {
    expect(await receive(delivery(paid, signature()))).toMatchObject({ statusCode: 200 });
  });

  it('is taken when nothing here follows from it', async () => {
    const other = JSON.stringify(eventOf('customer.created', { id: 'cus_1' }));
    expect(await receive(delivery(other, signed(other, secret, nowSeconds)))).toMatchObject({ statusCode: 200 });
  });

  it('is asked for again while the queue takes nothing', async () => {
    const fresh = await import('../../../shared/runtime/services.ts');
    fresh.provideServices({ facts: { send: () => Promise.reject(new Error('the queue is away')) } });
    expect(await receive(delivery(paid, signed(paid, secret, nowSeconds)))).toMatchObject({ statusCode: 503 });
    expect(written.join('')).toContain('PaymentEventsNotTaken');
  });
});

describe('anything else', () => {
  const live = JSON.stringify(eventOf('checkout.session.completed', session(), { livemode: true }));
  const broken = JSON.stringify(eventOf('refund.created', refund({ amount: 'much' })));
  const cases: Readonly<Record<string, () => APIGatewayProxyEventV2>> = {
    'older than five minutes': () => delivery(paid, signed(paid, secret, nowSeconds - 301)),
    'from the future': () => delivery(paid, signed(paid, secret, nowSeconds + 302)),
    'one byte changed': () => delivery(paid.replace('1200', '1201'), signed(paid, secret, nowSeconds)),
    'one byte of the signature changed': () =>
      delivery(
        paid,
        signed(paid, secret, nowSeconds).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    'another time than was signed': () =>
      delivery(paid, signed(paid, secret, nowSeconds - 5).replace(`t=${nowSeconds - 5}`, `t=${nowSeconds}`)),
    'wrong secret': () => delivery(paid, signed(paid, 'whsec_wrong', nowSeconds)),
    'a secret beyond the two in force': () => delivery(paid, signed(paid, 'whsec_third', nowSeconds)),
    'no signature': () => delivery(paid, undefined),
    'an empty signature': () => delivery(paid, ''),
    'a signature without a time': () => delivery(paid, signed(paid, secret, nowSeconds).split(',')[1]),
    'a scheme of tests': () => delivery(paid, signed(paid, secret, nowSeconds).replace('v1=', 'v0=')),
    'live into test': () => delivery(live, signed(live, secret, nowSeconds)),
    'no JSON, though signed': () => delivery('{', signed('{', secret, nowSeconds)),
    'no event, though signed': () => delivery('[]', signed('[]', secret, nowSeconds)),
    'an object not of its form, though signed': () => delivery(broken, signed(broken, secret, nowSeconds)),
    'no body': () => delivery('', signed('', secret, nowSeconds)),
  };

  it.each(Object.keys(cases))('is answered the same 400, which says nothing, and changes nothing: %s', async (name) => {
    const answered = await receive(cases[name]?.() ?? expect.fail(name));
    expect(answered).toEqual({
      statusCode: 400,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: '{}',
    });
    expect(sent).toEqual([]);
    expect(written.join('')).toContain('"PaymentEventsRefused":1');
    for (const text of [secret, oldSecret, 'whsec_', 'jenny']) expect(written.join('')).not.toContain(text);
  });

  it('is what test events are where payments are live', async () => {
    process.env['STRIPE_MODE'] = 'live';
    expect(await receive(delivery(paid, signed(paid, secret, nowSeconds)))).toMatchObject({ statusCode: 400 });
    expect(await receive(delivery(live, signed(live, secret, nowSeconds)))).toMatchObject({ statusCode: 200 });
  });
});
