/** R33: a refusal's link leads to a checkout of what would help, and whoever pays it gets through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const way = z.looseObject({ kind: z.string(), packId: z.optional(z.string()), checkout: z.optional(z.string()) });
const refusal = z.looseObject({ restore: z.looseObject({ ways: z.array(way) }) });
const made = z.looseObject({ url: z.string(), credits: z.number(), price: z.looseObject({ amount: z.number() }) });

const debit = (accountId: string, credits: number, key: string) =>
  service.call('POST', `/accounts/${accountId}/debits`, { body: { credits, category: 'ai' }, key });
/** As a client resolves a reference that is relative to the account's own address. */
const follow = (accountId: string, link = '') =>
  service.call('POST', new URL(link, `http://api/accounts/${accountId}/`).href.slice('http://api'.length));

async function linkOf(accountId: string, credits: number): Promise<string | undefined> {
  const { status, json } = await debit(accountId, credits, `refused-${accountId}`);
  expect(status).toBe(402);
  return refusal.parse(json).restore.ways.find(({ kind }) => kind === 'packs')?.checkout;
}

describe('a refusal’s link', () => {
  it('makes a checkout of as many packs as help; paid, the same charge gets through', async () => {
    await service.open('linked', 'free');
    const link = await linkOf('linked', 2_500);
    expect(link).toBe('packs/burst-1000/checkout?count=3');

    const followed = await follow('linked', link);
    expect(followed.status).toBe(201);
    const checkout = made.parse(followed.json);
    expect([checkout.credits, checkout.price.amount, followed.json]).toEqual([
      3_000,
      36,
      expect.objectContaining({ count: 3, packId: 'burst-1000' }),
    ]);

    const paid = await fetch(checkout.url, { method: 'POST', redirect: 'manual' });
    expect(paid.status).toBe(303);
    // Nobody said where to: the deployment does.
    expect(paid.headers.get('location')).toMatch(/\/dashboard\/$/);
    await expect
      .poll(async () => (await service.call('GET', '/accounts/linked')).json, { timeout: 5_000 })
      .toMatchObject({ available: 3_100 });
    expect((await debit('linked', 2_500, 'again')).status).toBe(201);
  });

  it('comes back to where it is asked to, and makes another checkout each time', async () => {
    await service.open('asked', 'free');
    const link = await linkOf('asked', 500);
    const back = `${link}&returnUrl=${encodeURIComponent('https://app.example.com/credits')}`;
    const [first, second] = [
      made.parse((await follow('asked', back)).json),
      made.parse((await follow('asked', back)).json),
    ];
    expect(first.url).not.toBe(second.url);
    const paid = await fetch(first.url, { method: 'POST', redirect: 'manual' });
    expect(paid.headers.get('location')).toBe('https://app.example.com/credits');
  });

  it.each([
    ['packs/burst-9/checkout', 422, 'pack-unknown'],
    ['packs/burst-1000/checkout?count=0', 400, 'invalid-request'],
    ['packs/burst-1000/checkout?count=101', 400, 'invalid-request'],
    ['packs/burst-1000/checkout?returnUrl=javascript:alert(1)', 400, 'invalid-request'],
  ])('that was altered to %s is %i %s', async (link, status, code) => {
    await service.open('altered', 'free');
    expect((await follow('altered', link)).json).toMatchObject({ status, code });
  });

  it('is in what the gate and a quote say, and the same in the refusal that is asked for again', async () => {
    await service.open('told', 'free');
    const first = await debit('told', 900, 'the-same');
    const again = await debit('told', 900, 'the-same');
    expect(again.text).toBe(first.text);
    const checkout = 'packs/burst-1000/checkout?count=1';
    const packs = expect.objectContaining({ kind: 'packs', checkout });
    const gate = await service.call('GET', '/accounts/told/access?credits=900');
    expect(gate.text).toContain(checkout);
    const quote = await service.call('POST', '/quotes', { body: { accountId: 'told', credits: 900 } });
    expect(quote.json).toMatchObject({ account: { restore: { ways: expect.arrayContaining([packs]) } } });
  });
});
