/** Keys as operators see them: what one can be, and all of them in pages. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  for (let made = 0; made < 10; made += 1)
    await service.call('POST', '/api-keys', { body: { name: `key ${made}`, permissions: ['read'] } });
});
afterAll(() => service.stop());

it('says what a key can’t be', async () => {
  const refusedFor = async (body: object): Promise<string> => {
    const { status, json } = await service.call('POST', '/api-keys', { body });
    expect(status).toBe(400);
    return json.errors.map(({ field }: { readonly field: string }) => field).join();
  };
  const good = { name: 'x', permissions: ['read'] };
  expect(await refusedFor({ ...good, permissions: [] })).toBe('permissions');
  expect(await refusedFor({ ...good, permissions: ['keys'] })).toMatch(/^permissions/);
  expect(await refusedFor({ ...good, accountIds: [] })).toBe('accountIds');
  expect(await refusedFor({ ...good, accountPrefix: '' })).toBe('accountPrefix');
  expect(await refusedFor({ ...good, expiresAt: '2020-01-01T00:00:00Z' })).toBe('expiresAt');
  expect(await refusedFor({ permissions: ['read'] })).toBe('name');
});

it('lists them a page at a time, each once', async () => {
  const ids: string[] = [];
  let query = '?limit=3';
  for (let page = 0; page < 20 && query !== ''; page += 1) {
    const { json } = await service.call('GET', `/api-keys${query}`);
    ids.push(...json.keys.map(({ keyId }: { readonly keyId: string }) => keyId));
    query = json.nextCursor === undefined ? '' : `?limit=3&cursor=${encodeURIComponent(json.nextCursor)}`;
  }
  expect(ids.length).toBe(10);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});
