/** R24: a pack that was charged back has its debt paid by what comes back to it, in whatever order things happen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { customer, later } from '../support/service/customers.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    hasSchedules: false,
    clock: createStillClock(Date.parse('2026-11-02T12:00:00.000Z')),
  });
});
afterAll(() => service.stop());

describe('a pack that was charged back while work had set 400 of it aside', () => {
  const ways: Readonly<Record<string, (work: string) => readonly [string, object]>> = {
    released: (work: string) => [`${work}/release`, {}],
    'captured at 100': (work: string) => [`${work}/capture`, { credits: 100 }],
  };

  it('pays its debt at once with what comes back, and nothing can be spent', async () => {
    const { post, hold, get } = await customer(service, 'owing');
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
      const { post, hold, get } = await customer(service, id);
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
    const { post, reverse, get } = await customer(service, 'reversed');
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

    await later(service, 32 * 86_400);
    expect((await get('')).json).toMatchObject({ available: 0, debt: 80 });
    expect((await reverse(4, { credits: 100, reissue: true })).json).toMatchObject({ balance: { available: 20 } });
  });
});
