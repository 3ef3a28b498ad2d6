/** R34 over HTTP, where the provider pays: an account that would run out buys a pack by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true, paysTopUps: true });
});
afterAll(() => service.stop());

async function topsUp(accountId: string, more: object = {}): Promise<void> {
  await service.open(accountId, 'free');
  const body = { packId: 'burst-1000', threshold: 50, maxPerCycle: 2, ...more };
  expect(await service.call('PUT', `/accounts/${accountId}/auto-top-up`, { body, key: 'set' })).toMatchObject({
    status: 200,
  });
}

async function buy(accountId: string): Promise<void> {
  const body = { packId: 'burst-1000', returnUrl: 'https://app.example.com/credits' };
  const made = await service.call('POST', `/accounts/${accountId}/checkouts`, { body });
  await fetch(made.json.url, { method: 'POST', redirect: 'manual' });
  await service.consumed();
}

async function spend(accountId: string, credits: number, key: string): Promise<void> {
  const body = { credits, category: 'ai' };
  const spent = await service.call('POST', `/accounts/${accountId}/debits`, { body, key });
  expect(spent.status).toBe(201);
  await service.consumed();
}

describe('an account that falls below its threshold', () => {
  it('has the pack bought by what it paid with before, once for each crossing, and as often as it may', async () => {
    await topsUp('acme');
    await buy('acme');
    await spend('acme', 1_060, 'first');
    const account = (await service.call('GET', '/accounts/acme')).json;
    expect(account).toMatchObject({ available: 1_040, topUpRequest: { state: 'paid' } });
    await spend('acme', 1_000, 'second');
    await spend('acme', 1_000, 'third');
    expect((await service.call('GET', '/accounts/acme')).json.available).toBe(40);
    const { entries } = (await service.call('GET', '/accounts/acme/ledger?type=grant')).json;
    const packs = entries.filter(({ packId }: { packId?: string }) => packId !== undefined);
    expect(packs).toHaveLength(3);
    expect(new Set(packs.map(({ paymentId }: { paymentId: string }) => paymentId)).size).toBe(3);
    expect(packs).toMatchObject(packs.map(() => ({ paid: { amount: 12, currency: 'USD' }, caller: 'payments/local' })));
  });

  it('pays no more for a pack than it may, and says so; what it may is in the account and the ledger', async () => {
    const maxPrice = { amount: 11.99, currency: 'USD' };
    await topsUp('thrifty', { maxPrice });
    await buy('thrifty');
    await spend('thrifty', 1_060, 'first');
    const account = (await service.call('GET', '/accounts/thrifty')).json;
    expect(account).toMatchObject({
      available: 40,
      autoTopUp: { packId: 'burst-1000', maxPrice },
      topUpRequest: { state: 'failed', reason: 'price-above-maximum' },
    });
    const { entries } = (await service.call('GET', '/accounts/thrifty/ledger?type=auto-top-up')).json;
    expect(entries).toMatchObject([{ autoTopUp: { threshold: 50, maxPerCycle: 2, maxPrice } }]);
  });

  it.each([
    ['in another currency', { amount: 1_000, currency: 'EUR' }, 40],
    ['at just that price', { amount: 12, currency: 'USD' }, 1_040],
  ])('holds the price against the most that it may pay: %s', async (what, maxPrice, available) => {
    const accountId = `priced-${maxPrice.currency}`;
    await topsUp(accountId, { maxPrice });
    await buy(accountId);
    await spend(accountId, 1_060, what);
    expect((await service.call('GET', `/accounts/${accountId}`)).json.available).toBe(available);
  });

  it.each([
    { amount: -1, currency: 'USD' },
    { amount: 12 },
    { amount: 12, currency: 'usd' },
    { amount: '12 USD', currency: 'USD' },
    12,
  ])('takes nothing else for a price: %j', async (maxPrice) => {
    await service.open('wrong', 'free');
    const body = { packId: 'burst-1000', threshold: 50, maxPerCycle: 2, maxPrice };
    expect((await service.call('PUT', '/accounts/wrong/auto-top-up', { body, key: 'wrong' })).status).toBe(400);
  });

  it('is paid for by a customer whom the provider knew before, who is of one account alone', async () => {
    await topsUp('known');
    await service.open('other', 'free');
    const link = async (accountId: string, customerId: string) => {
      const { status, json } = await service.call('POST', `/accounts/${accountId}/customer`, { body: { customerId } });
      return status === 200 ? json : json.code;
    };
    const linked = { accountId: 'known', customerId: 'cus_before' };
    expect([await link('known', 'cus_before'), await link('known', 'cus_before')]).toEqual([linked, linked]);
    expect(await link('known', 'cus_another')).toBe('customer-taken');
    expect(await link('other', 'cus_before')).toBe('customer-taken');
    expect(await link('other', 'cus_another'), 'which the refusal left free').toMatchObject({ accountId: 'other' });
    expect(await link('nobody', 'cus_third')).toBe('account-not-found');
    await spend('known', 60, 'first');
    expect((await service.call('GET', '/accounts/known')).json).toMatchObject({
      available: 1_040,
      topUpRequest: { state: 'paid' },
    });
  });

  it('is told why nothing was bought where it has paid nothing before, and goes on by hand', async () => {
    await topsUp('new');
    await spend('new', 60, 'first');
    expect((await service.call('GET', '/accounts/new')).json).toMatchObject({
      available: 40,
      topUpRequest: { state: 'failed', reason: 'customer-unknown' },
    });
    await buy('new');
    expect((await service.call('GET', '/accounts/new')).json).toMatchObject({
      available: 1_040,
      topUpRequest: { state: 'paid' },
    });
  });
});
