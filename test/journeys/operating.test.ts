import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

test('the account that ran out is the first that an operator sees, with figures as the account itself tells them', async () => {
  for (const accountId of ['fine', 'spent', 'low']) await service.open(accountId);
  const own = await service.call('GET', '/accounts/spent');
  await charge('spent', own.json.available);
  await charge('low', own.json.available * 0.9);
  await service.consumed();

  const { status, json } = await service.call('GET', '/fleet');

  expect(status).toBe(200);
  const ids: readonly string[] = json.accounts.map((each: { readonly accountId: string }) => each.accountId);
  expect(ids.filter((each) => ['fine', 'spent', 'low'].includes(each))).toEqual(['spent', 'low', 'fine']);
  for (const shown of json.accounts) {
    const account = await service.call('GET', `/accounts/${shown.accountId}`);
    for (const name of ['available', 'held', 'overrun', 'planId', 'state', 'renewsAt', 'exhaustedSince'])
      expect(shown[name], `${shown.accountId} ${name}`).toEqual(account.json[name]);
  }
});

test('accounts are found by how their id begins, and in no other order with that', async () => {
  await service.open('find-me');
  await service.consumed();

  const found = await service.call('GET', '/fleet?prefix=find');
  const sorted = await service.call('GET', '/fleet?prefix=find&sort=burn');

  expect(found.json).toMatchObject({ sort: 'id', accounts: [{ accountId: 'find-me', state: 'active' }] });
  expect(sorted.status).toBe(400);
  expect(sorted.json.detail).toContain('must be id with a prefix');
});

test('pages of the fleet hold every account once', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const { json } = await service.call('GET', `/fleet?sort=available&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...json.accounts.map((each: { readonly accountId: string }) => each.accountId));
    cursor = json.nextCursor === undefined ? undefined : encodeURIComponent(json.nextCursor);
    if (cursor === undefined) break;
  }

  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(['fine', 'spent', 'low', 'find-me']));
});

test('facets count the accounts that need somebody, and each lists those that it counts', async () => {
  await service.consumed();

  const { json } = await service.call('GET', '/fleet?counts=true&limit=1');
  const counts = new Map<string, number>(
    json.facets.map(({ facet, accounts }: { facet: string; accounts: number }) => [facet, accounts]),
  );

  expect(json.facets[0].facet).toBe('quarantined');
  expect([...counts.values()].slice(0, 3)).toEqual([0, 1, 1]);
  for (const [facet, count] of counts) {
    const page = await service.call('GET', `/fleet?facet=${facet}`);
    expect(page.status).toBe(200);
    expect(page.json.accounts.length, facet).toBe(count);
  }
  const low = await service.call('GET', '/fleet?facet=low');
  expect(low.json).toMatchObject({ sort: 'facet', accounts: [{ accountId: 'low', level: 'low' }] });
  expect((await service.call('GET', '/fleet?facet=low&sort=burn')).status).toBe(400);
});

test('how the service fares is told from what it stores and measures', async () => {
  const { status, json } = await service.call('GET', '/service-health');

  expect(status).toBe(200);
  expect(json).toMatchObject({ findings: [], sweep: { lagSeconds: 0, parked: 0 }, alarms: [] });
  expect(json.queues).toEqual([
    { name: 'due', kind: 'work', messages: 0 },
    { name: 'jobs/advance-accounts', kind: 'put-aside', messages: 0 },
    { name: 'usage', kind: 'work', messages: 0 },
    { name: 'jobs/settle-usage', kind: 'put-aside', messages: 0 },
  ]);
});

async function charge(accountId: string, credits: number): Promise<void> {
  const { status } = await service.call('POST', `/accounts/${accountId}/debits`, {
    key: `charge ${accountId}`,
    body: { credits, category: 'ai' },
  });
  expect(status).toBe(201);
}
