/** R24: a charge that is reversed by usage, or came of the clock, is given back; trends, limits and statements subtract exactly that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { customer, later, output } from '../support/service/customers.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    hasSchedules: false,
    clock: createStillClock(Date.parse('2026-11-02T12:00:00.000Z')),
  });
});
afterAll(() => service.stop());

const input = 'ai.gpt-4o.input-token';

describe('a reversal', () => {
  it('by usage gives back each line’s share, and trends, limits and statement subtract exactly that', async () => {
    const { post, reverse, get } = await customer(service, 'lines', 'starter');
    const usage = [
      { sku: input, quantity: 4000 },
      { sku: output, quantity: 10_000 },
    ];
    await service.call('PUT', '/accounts/lines/limits/ada', {
      body: { credits: 50, dimension: { name: 'user', value: 'ada' } },
      key: 'limit',
    });
    await post('debits', { usage, dimensions: { user: 'ada' } });

    const quarter = await reverse(3, { usage: [{ sku: output, quantity: 2500 }] });
    expect(quarter.json).toMatchObject({
      entry: { credits: 2.5, category: 'ai', dimensions: { user: 'ada' } },
      lines: [{ sku: output, quantity: 2500, credits: 2.5 }],
      balance: { available: 991.5 },
    });
    expect(quarter.json.entry.inAll).toEqual({
      credits: 2.5,
      lines: [
        { sku: input, quantity: 0, credits: 0 },
        { sku: output, quantity: 2500, credits: 2.5 },
      ],
    });
    expect((await reverse(3, { usage: [{ sku: output, quantity: 7501 }] })).json).toMatchObject({
      status: 409,
      code: 'usage-not-charged',
      sku: output,
      detail: expect.stringContaining('7500'),
    });
    expect((await reverse(3, { usage: [{ sku: 'ai.none.token', quantity: 1 }] })).json).toMatchObject({
      code: 'usage-not-charged',
    });
    expect((await get('/usage?cycle=0&interval=cycle&groupBy=sku')).json.rows).toMatchObject([
      { key: input, credits: 1 },
      { key: output, credits: 7.5 },
    ]);
    expect((await get('/usage?cycle=0&interval=cycle&groupBy=dimension:user')).json.rows).toMatchObject([
      { key: 'ada', credits: 8.5 },
    ]);
    expect((await get('/limits')).json.limits).toMatchObject([{ limitId: 'ada', used: 8.5 }]);
    expect(
      (await get('/statements/0')).json.movements.filter(({ type }: { type: string }) => type === 'reversed'),
    ).toEqual([expect.objectContaining({ category: 'ai', sku: output, quantity: 2500, credits: 2.5 })]);

    expect((await reverse(3)).json).toMatchObject({ entry: { credits: 8.5, inAll: { credits: 11 } } });
    expect((await get('')).json).toMatchObject({ available: 1000 });
    expect((await get('/limits')).json.limits).toMatchObject([{ used: 0 }]);
  });

  it('of an expired hold and of what was kept over time gives that back too', async () => {
    const { post, reverse, hold, get } = await customer(service, 'by-time', 'starter');
    const work = await hold(10, 60);
    await post(`${work}/usage`, { credits: 9.9 });
    await later(service, 60);
    const kept = { sku: 'platform.log-storage.gb-hour', quantity: 240 };
    await service.call('PUT', '/accounts/by-time/standing-usage/logs', { body: kept, key: 'keep' });
    await later(service, 10 * 3_600);
    await service.call('DELETE', '/accounts/by-time/standing-usage/logs', { key: 'end' });
    const entries = (await get('/ledger')).json.entries as { seq: number; type: string; credits: number }[];
    const expiry = entries.find(({ type }) => type === 'hold-expiry');
    const accrual = entries.find(({ type }) => type === 'accrual');
    expect([expiry?.credits, accrual?.credits]).toEqual([9.9, 10]);

    expect((await reverse(expiry?.seq ?? 0, { credits: 4 })).json).toMatchObject({ entry: { credits: 4 } });
    expect((await reverse(expiry?.seq ?? 0)).json).toMatchObject({ entry: { credits: 5.9 } });
    const part = await reverse(accrual?.seq ?? 0, { usage: [{ ...kept, quantity: 60 }] });
    expect(part.json).toMatchObject({
      entry: { credits: 2.5, category: 'platform', kept: [{ usageId: 'logs', quantity: 60, credits: 2.5 }] },
      balance: { available: 992.5 },
    });
    expect((await reverse(accrual?.seq ?? 0)).json).toMatchObject({ balance: { available: 1000 } });
  });
});
