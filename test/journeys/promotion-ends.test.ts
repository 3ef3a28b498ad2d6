/** All codes are listed, and one that is ended before its time is redeemed no more. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const terms = { credits: 30, category: 'ai', endsAt: '2099-01-01T00:00:00.000Z', expiresInSeconds: 8_640_000, uses: 2 };

function redeem(accountId: string, key: string, code = 'SUMMER') {
  return service.call('POST', `/accounts/${accountId}/promotions`, { body: { code }, key });
}

it('is ended before its time, once, and nobody redeems it then; all codes are listed', async () => {
  await service.open('early', 'starter');
  await service.open('late', 'starter');
  for (const code of ['A-1', 'A-2', 'A-3']) await service.call('PUT', `/promotions/${code}`, { body: terms });
  const redeemed = await redeem('early', 'k1', 'A-2');
  const ended = await service.call('POST', '/promotions/A-2/end');
  expect(ended.json).toMatchObject({ code: 'A-2', left: 1 });
  expect((await service.call('POST', '/promotions/A-2/end')).text).toBe(ended.text);
  expect((await service.call('PUT', '/promotions/A-2', { body: terms })).json).toEqual(ended.json);
  expect((await redeem('late', 'k1', 'A-2')).json).toMatchObject({ status: 409, code: 'promotion-ended' });
  expect((await redeem('early', 'k1', 'A-2')).text).toBe(redeemed.text);
  expect((await service.call('GET', '/accounts/early')).json).toMatchObject({ available: 1_030 });
  expect((await service.call('POST', '/promotions/NOWHERE/end')).json.code).toBe('promotion-not-found');

  const codes: string[] = [];
  let query = '?limit=2';
  for (let page = 0; page < 10 && query !== ''; page += 1) {
    const { json } = await service.call('GET', `/promotions${query}`);
    codes.push(...json.promotions.map(({ code }: { readonly code: string }) => code));
    query = json.nextCursor === undefined ? '' : `?limit=2&cursor=${encodeURIComponent(json.nextCursor)}`;
  }
  expect(codes).toEqual(['A-1', 'A-2', 'A-3']);
  expect((await service.call('GET', '/promotions?cursor=no')).json).toMatchObject({ status: 400 });
});
