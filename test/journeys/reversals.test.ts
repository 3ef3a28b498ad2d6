/** R24: a charge that failed is given back, whole or in parts, to those that paid it; and a debt is paid by what comes back. */
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

describe('a reversal', () => {
  it('of a capture gives back to the slices that paid it, the last first, and once', async () => {
    const { post, reverse, hold, get } = await customer(service, 'captured');
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

  it('takes overrun off before any grant gets something back', async () => {
    const { post, reverse, hold, get } = await customer(service, 'overrun');
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
    const { post, reverse, get } = await customer(service, 'ended');
    await post('debits', { credits: 30, category: 'ai' });
    await later(service, 32 * 86_400);

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
    const { post, reverse } = await customer(service, 'asked');
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
