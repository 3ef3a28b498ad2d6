import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const opening = { planId: 'team', name: 'Acme Corporation', externalId: 'crm-4711' };

test('an account is opened with a name, which every reading of it tells and no entry of its ledger has', async () => {
  const opened = await service.call('PUT', '/accounts/acme', { key: 'open', body: opening });
  const again = await service.call('PUT', '/accounts/acme', { key: 'open', body: opening });
  const otherwise = await service.call('PUT', '/accounts/acme', { key: 'open', body: { ...opening, name: 'Other' } });

  expect(opened.json).toMatchObject({ accountId: 'acme', name: 'Acme Corporation', externalId: 'crm-4711' });
  expect(again.text).toBe(opened.text);
  expect(otherwise.json.code).toBe('idempotency-key-reused');
  expect((await service.call('GET', '/accounts/acme')).json).toMatchObject({ name: 'Acme Corporation' });
  expect((await service.call('GET', '/accounts/acme/ledger')).text).not.toMatch(/Acme|4711/);
});

test('a late repetition of the opening takes no newer name back', async () => {
  const details = { name: 'Acme Holding', actor: 'ada@example.com' };
  const set = await service.call('PUT', '/accounts/acme/details', { body: details });
  await service.call('PUT', '/accounts/acme', { key: 'open', body: opening });

  expect(set.json.changes[0]).toMatchObject({ actor: 'ada@example.com', members: ['name', 'externalId'] });
  await service.consumed();
  const { json } = await service.call('GET', '/fleet?search=acme');
  expect(json.accounts).toMatchObject([{ name: 'Acme Holding', named: { actor: 'ada@example.com' } }]);
  expect(json.accounts[0]).not.toHaveProperty('externalId');
  expect(set.json.changes.length).toBe(2);
});

test('operators find an account by its name, its external id, the beginning of its id and what it paid', async () => {
  await service.call('PUT', '/accounts/globex-eu', {
    key: 'open',
    body: { planId: 'team', name: 'Hank Scorpio', externalId: 'X 77' },
  });
  await service.call('POST', '/accounts/globex-eu/purchases', {
    key: 'buy',
    body: { packId: 'burst-1000', paymentId: 'pi_globex' },
  });
  await service.consumed();

  for (const search of ['scorpio', 'hank s', 'x-77', 'globex-e', 'pi_globex']) {
    const { status, json } = await service.call('GET', `/fleet?search=${encodeURIComponent(search)}`);
    expect(status).toBe(200);
    expect(json, search).toMatchObject({ sort: 'found', accounts: [{ accountId: 'globex-eu', name: 'Hank Scorpio' }] });
    expect(json.accounts.length).toBe(1);
  }
  expect((await service.call('GET', '/fleet?search=nobody')).json.accounts).toEqual([]);
  expect((await service.call('GET', '/fleet?search=hank&sort=burn')).status).toBe(400);
});

test('nobody names an account that isn’t there', async () => {
  const { status } = await service.call('PUT', '/accounts/nobody/details', { body: { name: 'Nobody' } });

  expect(status).toBe(404);
});
