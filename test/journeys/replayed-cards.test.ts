import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const input = { sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 500, per: 1_000_000, unit: 'token' };
const output = { ...input, sku: 'ai.gpt-4o.output-token', credits: 500 };

function replay(prices: readonly object[], { version = 'draft', query = '?cycle=present', more = {} } = {}) {
  return service.call('POST', `/rate-cards/${version}/replay${query}`, { body: { prices, ...more } });
}

test('who gains and who loses under another card is known before it is published, and no balance moves', async () => {
  const debit = (account: string, key: string, body: object) =>
    service.call('POST', `/accounts/${account}/debits`, { key, body });
  for (const account of ['acme', 'globex', 'idle']) await service.open(account);
  await service.call('PUT', '/accounts/acme/details', { body: { name: 'Acme Corp' } });
  await debit('acme', 'a', { usage: [{ sku: input.sku, quantity: 1_000_000 }] });
  await debit('acme', 'b', { credits: 7, category: 'infrastructure' });
  await debit('globex', 'a', { usage: [{ sku: output.sku, quantity: 1_000_000 }] });
  const reversed = await debit('globex', 'b', { usage: [{ sku: input.sku, quantity: 4_000_000 }] });
  await service.call('POST', `/accounts/globex/debits/${reversed.json.entry.seq}/reversal`, { key: 'r', body: {} });
  await service.consumed();
  const balances = async () =>
    Promise.all(['acme', 'globex'].map(async (id) => (await service.call('GET', `/accounts/${id}`)).text));
  const before = await balances();

  const { json, status } = await replay([input, output]);

  expect(status).toBe(200);
  const accounts = Object.fromEntries(json.accounts.map((each: { accountId: string }) => [each.accountId, each]));
  // GPT-4o costs 250 credits a million tokens in, and 1,000 out.
  expect(accounts['acme']).toMatchObject({
    name: 'Acme Corp',
    cycle: 0,
    before: 257,
    after: 507,
    amounts: 7,
    entries: 2,
  });
  expect(accounts['globex']).toMatchObject({ before: 1_000, after: 500, amounts: 0, entries: 3 });
  expect(accounts['idle']).toMatchObject({ before: 0, after: 0 });
  expect(await balances()).toEqual(before);
  expect((await service.call('GET', '/rate-cards')).text).not.toContain('draft');

  const first = await replay([input, output], { query: '?cycle=present&limit=1' });
  const second = await replay([input, output], {
    query: `?cycle=present&limit=50&cursor=${encodeURIComponent(first.json.nextCursor)}`,
  });
  expect([...first.json.accounts, ...second.json.accounts]).toEqual(json.accounts);
  expect(
    (await replay([input], { query: `?cycle=present&cursor=${encodeURIComponent(first.json.nextCursor)}` })).status,
  ).toBe(400);
});

test('what the card has no price for stays as it was charged, and is counted', async () => {
  const { json } = await replay([input]);

  const [globex] = json.accounts.filter(({ accountId }: { accountId: string }) => accountId === 'globex');
  expect(globex).toMatchObject({
    before: 1_000,
    after: 1_000,
    refused: { charges: 1, credits: 1_000, skus: [output.sku] },
  });
});

test('an account without a whole cycle, or priced by its plan’s own card, is passed over, and says why', async () => {
  expect((await replay([input], { query: '' })).json.passed).toMatchObject({ firstCycle: 4 });

  const { json } = await replay([input], { more: { planId: 'scale' } });
  expect(json.accounts).toEqual([]);
  expect(json.passed).toMatchObject({ otherCard: 4 });
});

test('a draft is refused for what publishing it would be refused for', async () => {
  const publish = (version: string, body: object) => service.call('PUT', `/rate-cards/${version}`, { body });
  const drafts: readonly (readonly [string, object])[] = [
    ['draft', { prices: [] }],
    ['draft', { prices: [input, input] }],
    ['draft', { prices: [{ ...input, credits: -1 }] }],
    ['draft', { prices: [input], aliases: { 'ai.other': 'ai.unpriced' } }],
    ['draft', { prices: [input], effectiveFrom: '2020-01-01T00:00:00.000Z' }],
    ['2026-11-01', { prices: [input] }],
  ];
  for (const [version, body] of drafts) {
    const refused = await publish(version, body);
    const replayed = await service.call('POST', `/rate-cards/${version}/replay`, { body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect({ ...replayed.json, instance: '' }).toEqual({ ...refused.json, instance: '' });
  }
});
