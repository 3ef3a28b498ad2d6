import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await service.open('acme');
  const debit = (key: string, body: object): Promise<unknown> =>
    service.call('POST', '/accounts/acme/debits', { body, key });
  const tokens = (sku: string, quantity: number): object => ({ sku: `ai.gpt-4o.${sku}`, quantity });
  await debit('both', { usage: [tokens('input-token', 400), tokens('output-token', 40)], dimensions: { user: 'ada' } });
  await debit('input', { usage: [tokens('input-token', 400)], dimensions: { user: 'grace', team: 'a:b' } });
  await debit('amount', { credits: 3, category: 'ai', dimensions: { user: 'ada' } });
});
afterAll(() => service.stop());

test.each([
  ['sku=ai.gpt-4o.input-token', [2, 3]],
  ['sku=ai.gpt-4o.output-token', [2]],
  ['sku=ai.gpt-4o', []],
  ['dimension=user:ada', [2, 4]],
  ['dimension=team:a%3Ab', [3]],
  ['dimension=team:a', []],
  ['dimension=user:ada&sku=ai.gpt-4o.input-token&order=desc', [2]],
])('the ledger filtered by %s has the entries that charge so, and no other', async (filter, seqs) => {
  const { status, json } = await service.call('GET', `/accounts/acme/ledger?${filter}`);

  expect(status).toBe(200);
  expect(json.entries.map(({ seq }: { readonly seq: number }) => seq)).toEqual(seqs);
});

test.each(['dimension=user', 'dimension=:ada', 'dimension=user:', 'dimension=9:a', 'sku=', 'sku=a%20b'])(
  'a filter that nothing could fit is refused by name: %s',
  async (filter) => {
    const { status, json } = await service.call('GET', `/accounts/acme/ledger?${filter}`);

    expect(status).toBe(400);
    expect(json.errors.map(({ field }: { readonly field: string }) => field)).toEqual([filter.split('=')[0]]);
  },
);

test('a page’s cursor goes on with its filters, and with no other', async () => {
  const first = await service.call('GET', '/accounts/acme/ledger?dimension=user:ada&limit=1');
  const cursor = encodeURIComponent(first.json.nextCursor);
  const next = await service.call('GET', `/accounts/acme/ledger?dimension=user:ada&limit=1&cursor=${cursor}`);
  const other = await service.call('GET', `/accounts/acme/ledger?dimension=user:grace&limit=1&cursor=${cursor}`);

  expect(next.json.entries.map(({ seq }: { readonly seq: number }) => seq)).toEqual([4]);
  expect(other.status).toBe(400);
});
