import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

test('what was turned away in this cycle is told with the insights, by reason and limit, and each once', async () => {
  await service.open('acme');
  const debit = (key: string, credits: number, user = 'bob'): Promise<{ readonly status: number }> =>
    service.call('POST', '/accounts/acme/debits', {
      key,
      body: { credits, category: 'ai', dimensions: { user } },
    });
  const limit = { credits: 10, dimension: { name: 'user', value: 'ada' } };
  await service.call('PUT', '/accounts/acme/limits/ada', { key: 'limit', body: limit });

  expect((await debit('a', 6_000)).status).toBe(402);
  expect((await debit('a', 6_000)).status).toBe(402);
  expect((await debit('b', 5_500)).status).toBe(402);
  expect((await debit('c', 11, 'ada')).status).toBe(402);
  expect((await debit('d', 100)).status).toBe(201);
  await service.consumed();

  const { json } = await service.call('GET', '/accounts/acme/insights?planFit=false');
  expect(json.refused).toMatchObject([
    { reason: 'insufficient-credits', requests: 2, credits: 11_500, days: [{ requests: 2 }] },
    { reason: 'limit-reached', limitId: 'ada', requests: 1, credits: 11 },
  ]);
  expect(json.refused[0].days[0].day).toBe(json.refused[0].lastAt.slice(0, 10));
});

test('it stands on the days of the account’s zone', async () => {
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
  const days = await Promise.all(
    zones.map(async (timeZone, index) => {
      const accountId = `zoned-${index}`;
      await service.call('PUT', `/accounts/${accountId}`, { body: { planId: 'free', timeZone }, key: accountId });
      const body = { credits: 6_000, category: 'ai' };
      await service.call('POST', `/accounts/${accountId}/debits`, { key: 'much', body });
      await service.consumed();
      const { json } = await service.call('GET', `/accounts/${accountId}/insights?planFit=false`);
      return json.refused[0].days[0].day;
    }),
  );

  // 25 hours lie between them: it is another day there at any time.
  expect(days).toEqual(
    zones.map((timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())),
  );
  expect(days[0]).not.toBe(days[1]);
});
