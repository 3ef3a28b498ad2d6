/** R24: a charge that failed is given back, whole or in parts, to those that paid it; and a debt is paid by what comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    hasSchedules: false,
    clock: createStillClock(Date.parse('2026-11-02T12:00:00.000Z')),
  });
});
afterAll(() => service.stop());

type Answer = Awaited<ReturnType<TestService['call']>>;

interface Customer {
  readonly post: (path: string, body: object) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly reverse: (seq: number, body?: object) => Promise<Answer>;
  readonly hold: (credits: number, expiresInSeconds?: number) => Promise<string>;
}

async function customer(accountId: string, planId = 'free'): Promise<Customer> {
  await service.open(accountId, planId);
  let keys = 0;
  const post: Customer['post'] = (path, body) => {
    keys += 1;
    return service.call('POST', `/accounts/${accountId}/${path}`, { body, key: `${accountId}-${keys}` });
  };
  return {
    post,
    get: (path) => service.call('GET', `/accounts/${accountId}${path}`),
    reverse: (seq, body = {}) => post(`debits/${seq}/reversal`, body),
    hold: async (credits, expiresInSeconds = 600) =>
      `holds/${(await post('holds', { credits, category: 'ai', expiresInSeconds })).json.hold.holdId}`,
  };
}

async function later(seconds: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: seconds } });
}

const output = 'ai.gpt-4o.output-token';
const input = 'ai.gpt-4o.input-token';

describe('a reversal', () => {
  it('of a capture gives back to the slices that paid it, the last first, and once', async () => {
    const { post, reverse, hold, get } = await customer('captured');
    await post('purchases', { packId: 'burst-1000', paymentId: 'captured' });
    const work = await hold(300);
    const captured = await post(`${work}/capture`, { credits: 250 });

    expect(captured.json.slices).toMatchObject([
      { source: 'plan', credits: 100 },
      { source: 'add-on', credits: 150 },
    ]);
    expect((await reverse(4, { credits: 200 })).json).toMatchObject({
      entry: { type: 'reversal', reverses: 4, credits: 200, inAll: { credits: 200 } },
      slices: [
        { source: 'plan', credits: 50 },
        { source: 'add-on', credits: 150 },
      ],
      balance: { available: 1050, held: 0 },
    });
    expect((await reverse(4, { credits: 51 })).json).toMatchObject({
      status: 409,
      code: 'reversal-too-large',
      reversible: 50,
      required: 51,
    });
    expect((await reverse(4)).json).toMatchObject({
      entry: { credits: 50, inAll: { credits: 250 } },
      slices: [{ source: 'plan', credits: 50 }],
      balance: { available: 1100 },
    });
    expect((await reverse(4, { credits: 1 })).json).toMatchObject({ code: 'entry-reversed', reversedBy: 6 });
    expect((await get('/usage?cycle=0&interval=cycle')).json.rows).toMatchObject([{ credits: 0 }]);
  });

  it('by usage gives back each line’s share, and trends, limits and statement subtract exactly that', async () => {
    const { post, reverse, get } = await customer('lines', 'starter');
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
    const { post, reverse, hold, get } = await customer('by-time', 'starter');
    const work = await hold(10, 60);
    await post(`${work}/usage`, { credits: 9.9 });
    await later(60);
    const kept = { sku: 'platform.log-storage.gb-hour', quantity: 240 };
    await service.call('PUT', '/accounts/by-time/standing-usage/logs', { body: kept, key: 'keep' });
    await later(10 * 3_600);
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

  it('takes overrun off before any grant gets something back', async () => {
    const { post, reverse, hold, get } = await customer('overrun');
    const work = await hold(100);
    await post(`${work}/capture`, { credits: 110 });
    expect((await get('')).json).toMatchObject({ available: 0, overrun: 2 });

    expect((await reverse(3, { credits: 1.5 })).json).toMatchObject({
      entry: { credits: 1.5, overrun: 1.5 },
      slices: [],
      balance: { available: 0, overrun: 0.5 },
    });
    expect((await reverse(3, { credits: 1.5 })).json).toMatchObject({
      entry: { overrun: 0.5 },
      slices: [{ source: 'plan', credits: 1 }],
      balance: { available: 1, overrun: 0 },
    });
    expect((await reverse(3, { credits: 100 })).json).toMatchObject({ code: 'reversal-too-large', reversible: 99 });
    const statement = (await get('/statements/0')).json;
    const sum = statement.movements.reduce((total: number, { credits }: { credits: number }) => total + credits, 0);
    expect(sum).toBe(statement.closing.available + statement.closing.held);
  });

  it('forfeits what grants that have ended had paid, or grants it anew in the same change', async () => {
    const { post, reverse, get } = await customer('ended');
    await post('debits', { credits: 30, category: 'ai' });
    await later(32 * 86_400);

    expect((await reverse(2, { credits: 10 })).json).toMatchObject({
      slices: [{ grantId: 'plan-0', credits: 10, forfeited: true }],
      balance: { available: 100 },
    });
    expect((await reverse(2, { reissue: true })).json).toMatchObject({
      entry: { credits: 20, inAll: { credits: 30 } },
      slices: [{ grantId: 'plan-0', credits: 20, forfeited: true }],
      balance: { available: 120 },
    });
    const account = (await get('')).json;
    expect(account.grants).toMatchObject([{ source: 'plan' }, { source: 'adjustment', granted: 20, remaining: 20 }]);
    expect((await get('/ledger?order=desc&limit=2')).json.entries).toMatchObject([
      { type: 'reversal', reverses: 2 },
      { type: 'grant', credits: 20, reverses: 2 },
    ]);
  });

  it('names a part by credits or by usage, above nothing, and not by both', async () => {
    const { post, reverse } = await customer('asked');
    await post('debits', { usage: [{ sku: output, quantity: 10 }] });
    const usage = [{ sku: output, quantity: 5 }];

    expect((await reverse(2, { credits: 0.001, usage })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'usage' }],
    });
    expect((await reverse(2, { usage: [{ sku: output, quantity: 0 }] })).status).toBe(400);
    expect((await reverse(2, { credits: 0 })).status).toBe(400);
    expect((await reverse(2, { usage })).json).toMatchObject({ entry: { credits: 0.005 } });
  });
});

describe('a pack that was charged back while work had set 400 of it aside', () => {
  const ways: Readonly<Record<string, (work: string) => readonly [string, object]>> = {
    released: (work: string) => [`${work}/release`, {}],
    'captured at 100': (work: string) => [`${work}/capture`, { credits: 100 }],
  };

  it('pays its debt at once with what comes back, and nothing can be spent', async () => {
    const { post, hold, get } = await customer('owing');
    await post('debits', { credits: 100, category: 'ai' });
    await post('purchases', { packId: 'burst-1000', paymentId: 'owing' });
    const work = await hold(400);
    expect((await post('purchases/owing/chargeback', {})).json).toMatchObject({
      entry: { credits: 1000, uncovered: 400 },
      balance: { available: 0, held: 400, debt: 400 },
    });

    const released = await post(`${work}/release`, {});

    expect(released.json).toMatchObject({ entry: { repaidDebt: 400 }, balance: { available: 0, held: 0 } });
    expect(released.json.balance).not.toHaveProperty('debt');
    expect((await post('debits', { credits: 0.000001, category: 'ai' })).json).toMatchObject({
      code: 'insufficient-credits',
    });
    expect((await get('')).json.grants).toMatchObject([
      { source: 'plan', used: 100 },
      { source: 'add-on', granted: 1000, used: 0, refunded: 600, repaid: 400, remaining: 0 },
    ]);
  });

  it.each(Object.entries(ways))('comes to the same in every order: %s', async (way, settled) => {
    const outcomes: unknown[] = [];
    for (const order of ['charged back first', 'charged back last'] as const) {
      const id = `${way} ${order}`.replaceAll(' ', '-');
      const { post, hold, get } = await customer(id);
      await post('debits', { credits: 100, category: 'ai' });
      await post('purchases', { packId: 'burst-1000', paymentId: id });
      const work = await hold(400);
      const steps: readonly (readonly [string, object])[] = [[`purchases/${id}/chargeback`, {}], settled(work)];
      for (const [path, body] of order === 'charged back first' ? steps : steps.toReversed()) await post(path, body);
      const { available, held, debt = 0 } = (await get('')).json;
      outcomes.push({ available, held, debt });
    }
    const debt = way === 'released' ? 0 : 100;
    expect(outcomes).toEqual([
      { available: 0, held: 0, debt },
      { available: 0, held: 0, debt },
    ]);
  });

  it('pays with a reversal too, and with what is granted anew', async () => {
    const { post, reverse, get } = await customer('reversed');
    await post('debits', { credits: 100, category: 'ai' });
    await post('purchases', { packId: 'burst-1000', paymentId: 'reversed' });
    await post('debits', { credits: 300, category: 'ai' });
    await post('purchases/reversed/chargeback', {});
    expect((await get('')).json).toMatchObject({ available: 0, debt: 300 });

    expect((await reverse(4, { credits: 120 })).json).toMatchObject({
      entry: { credits: 120, repaidDebt: 120 },
      balance: { available: 0, debt: 180 },
    });
    // The plan's own credits are no purchase's.
    expect((await reverse(2, { credits: 40 })).json).toMatchObject({ balance: { available: 40, debt: 180 } });

    await later(32 * 86_400);
    expect((await get('')).json).toMatchObject({ available: 0, debt: 80 });
    expect((await reverse(4, { credits: 100, reissue: true })).json).toMatchObject({ balance: { available: 20 } });
  });
});
