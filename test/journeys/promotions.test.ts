/** A campaign: a code is published, redeemed once by each customer until it is used up, and told by everything that is read. */
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

it('gives each customer its credits once, two of three in all, and says so by name', async () => {
  for (const id of ['one', 'two', 'three']) await service.open(id, 'starter');
  const published = await service.call('PUT', '/promotions/SUMMER', { body: terms });

  const first = await redeem('one', 'k1');
  const again = await redeem('one', 'k1');
  const other = await redeem('one', 'k2');
  const second = await redeem('two', 'k1');
  const third = await redeem('three', 'k1');

  expect(published).toMatchObject({ status: 200, json: { code: 'SUMMER', ...terms, left: 2 } });
  expect(first).toMatchObject({
    status: 201,
    json: { entry: { type: 'grant', credits: 30, category: 'ai', promotion: { code: 'SUMMER', use: 1 } } },
  });
  expect(again.text).toBe(first.text);
  expect(other.json).toMatchObject({ status: 409, code: 'promotion-redeemed', redeemedBy: 2 });
  expect(second.status).toBe(201);
  expect(third.json).toMatchObject({ status: 409, code: 'promotion-used-up' });
  expect((await service.call('GET', '/promotions/SUMMER')).json).toMatchObject({ uses: 2, left: 0 });
  expect((await service.call('GET', '/accounts/one')).json).toMatchObject({
    available: 1_030,
    availableFor: { ai: 1_030, infrastructure: 1_000 },
  });
  expect((await service.call('GET', '/accounts/three')).json).toMatchObject({ available: 1_000, seq: 1 });
});

it('is published once, with an end that is ahead, and unknown codes are no codes', async () => {
  await service.open('typing', 'starter');
  expect((await service.call('PUT', '/promotions/FIXED', { body: { ...terms, uses: 1 } })).status).toBe(200);
  expect((await service.call('PUT', '/promotions/FIXED', { body: { ...terms, uses: 1 } })).status).toBe(200);
  expect((await service.call('PUT', '/promotions/FIXED', { body: terms })).json).toMatchObject({
    status: 409,
    code: 'promotion-exists',
  });
  const over = { ...terms, endsAt: '2001-01-01T00:00:00Z' };
  expect((await service.call('PUT', '/promotions/OVER', { body: over })).json).toMatchObject({
    status: 400,
    errors: [{ field: 'endsAt' }],
  });
  expect((await service.call('GET', '/promotions/NOWHERE')).json).toMatchObject({ code: 'promotion-not-found' });
  expect((await redeem('typing', 'k1', 'NOWHERE')).json).toMatchObject({ status: 404, code: 'promotion-not-found' });
});
