/** R25: what a caller sees of usage that is told late. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../shared/domain/time.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const sku = 'ai.late.token';

describe('usage that occurred in the cycle before', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  it('is priced by the card of its time, counts on its day, is paid now and marked late', {
    timeout: 60_000,
  }, async () => {
    const now = async () => Date.parse((await service.call('GET', '/local/clock')).json.now);
    const instant = (ms: number) => new Date(ms).toISOString();
    const publish = async (version: string, credits: number) => {
      const body = { planId: 'team', prices: [{ sku, category: 'ai', credits }] };
      expect((await service.call('PUT', `/rate-cards/${version}`, { body })).status).toBe(200);
      await service.call('POST', '/local/clock', { body: { advanceSeconds: 180 } });
    };
    await publish('late-cheap', 1);
    await service.open('late');
    const cheapMs = await now();
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 20 * 86_400 } });
    await publish('late-dear', 10);
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 12 * 86_400 } });
    const account = (await service.call('GET', '/accounts/late')).json;
    expect(account.cycle.index).toBe(1);

    const debit = (occurredAt: string, key: string) =>
      service.call('POST', '/accounts/late/debits', { body: { usage: [{ sku, quantity: 2 }], occurredAt }, key });
    const late = await debit(instant(cheapMs), 'late');
    expect(late.json).toMatchObject({ entry: { credits: 2 }, rateCard: 'late-cheap' });
    expect((await debit(instant(await now()), 'present')).json).toMatchObject({ entry: { credits: 20 } });

    const span = `from=${instant(cheapMs - dayMs)}&interval=day`;
    const trend = await service.call('GET', `/accounts/late/usage?${span}`);
    const days = trend.json.rows.map(({ start, credits }: { start: string; credits: number }) => [
      start.slice(0, 10),
      credits,
    ]);
    expect(days).toEqual([
      [instant(cheapMs).slice(0, 10), 2],
      [instant(await now()).slice(0, 10), 20],
    ]);
    const cycle = await service.call('GET', '/accounts/late/usage?cycle=1&interval=cycle');
    expect(cycle.json.rows.map(({ credits }: { credits: number }) => credits)).toEqual([22]);
    expect((await service.call('GET', '/accounts/late/usage?cycle=0&interval=cycle')).json.rows).toEqual([]);
    const { movements } = (await service.call('GET', '/accounts/late/statements/1')).json;
    expect(movements.filter(({ type }: { type: string }) => type === 'used')).toMatchObject([
      { credits: -20 },
      { credits: -2, late: true },
    ]);

    const old = await debit(instant((await now()) - 36 * dayMs), 'old');
    expect(old.json).toMatchObject({ status: 422, code: 'usage-too-old' });
    const element = {
      accountId: 'late',
      idempotencyKey: 'b',
      credits: 1,
      category: 'ai',
      occurredAt: '2090-01-01T00:00:00.000Z',
    };
    const batch = await service.call('POST', '/debits', { body: { debits: [element] } });
    expect(batch.json.results).toMatchObject([{ status: 422, body: { code: 'usage-in-future' } }]);
    expect((await service.call('GET', '/accounts/late')).json.available).toBe(account.available - 22);
  });
});
