/** A page's cursor is good for the list that it was given out for, as it was given out (S26). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  for (const accountId of ['ours', 'theirs']) {
    await service.open(accountId);
    for (const user of ['ada', 'bob', 'eve']) {
      const body = { credits: 1, category: 'ai', dimensions: { user } };
      await service.call('POST', `/accounts/${accountId}/debits`, { body, key: user });
      const hold = { credits: 1, category: 'ai', dimensions: { user } };
      await service.call('POST', `/accounts/${accountId}/holds`, { body: hold, key: `hold of ${user}` });
    }
  }
});
afterAll(() => service.stop());

/** Each list with pages, and filters of it that another page of the same cursor must not have. */
const lists: readonly (readonly [string, string])[] = [
  ['/accounts/{account}/ledger?limit=1', '&type=debit'],
  ['/accounts/{account}/ledger?limit=1&order=desc', '&category=ai'],
  ['/accounts/{account}/holds?limit=1', ''],
  ['/accounts/{account}/usage?limit=1&groupBy=dimension:user', '&interval=hour'],
  ['/accounts?limit=1', ''],
];

function page(list: string, account: string, cursor?: string): Promise<Reply> {
  const path = list.replace('{account}', account);
  return service.call('GET', cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
}

async function cursorOf(list: string, account: string): Promise<string> {
  const { json } = await page(list, account);
  expect(json.nextCursor, list).toBeTypeOf('string');
  return json.nextCursor;
}

function expectRefused({ status, json }: Reply, what: string): void {
  expect(status, what).toBe(400);
  expect(json.errors.map(({ field }: { readonly field: string }) => field)).toEqual(['cursor']);
}

describe.each(lists)('a cursor of %s', (list, otherFilter) => {
  it('goes on, and is refused with any one character of it changed, left out or added', async () => {
    const cursor = await cursorOf(list, 'ours');
    expect((await page(list, 'ours', cursor)).status).toBe(200);

    for (let at = 0; at < cursor.length; at += 1) {
      const flipped = String.fromCharCode(cursor.charCodeAt(at) ^ 1);
      const [before, after] = [cursor.slice(0, at), cursor.slice(at + 1)];
      for (const edited of [`${before}${flipped}${after}`, `${before}${after}`, `${before}x${cursor.slice(at)}`])
        expectRefused(await page(list, 'ours', edited), edited);
    }
  });

  it('is refused for another account, and for other filters', async () => {
    const cursor = await cursorOf(list, 'theirs');

    if (list.includes('{account}')) expectRefused(await page(list, 'ours', cursor), 'another account');
    if (otherFilter !== '') expectRefused(await page(list + otherFilter, 'theirs', cursor), 'another filter');
  });
});
