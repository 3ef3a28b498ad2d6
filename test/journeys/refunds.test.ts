/** R24: a purchase is taken back in parts, and what was taken back is never counted as used. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

type Answer = Awaited<ReturnType<TestService['call']>>;

interface Customer {
  readonly post: (path: string, body: object, key?: string) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
}

async function customer(accountId: string, planId = 'free'): Promise<Customer> {
  await service.open(accountId, planId);
  let keys = 0;
  return {
    post: (path, body, key) => {
      keys += 1;
      return service.call('POST', `/accounts/${accountId}/${path}`, { body, key: key ?? `${accountId}-${keys}` });
    },
    get: (path) => service.call('GET', `/accounts/${accountId}${path}`),
  };
}

describe('a purchase of 1,000', () => {
  it('is refunded 200, then 100, then charged back the rest, with a debt for what was spent', async () => {
    const { post, get } = await customer('in-parts');
    await post('purchases', { packId: 'burst-1000', paymentId: 'in-parts' });
    await post('debits', { credits: 500, category: 'ai' });

    const first = await post('purchases/in-parts/refund', { credits: 200 });
    const second = await post('purchases/in-parts/refund', { credits: 100 });
    const rest = await post('purchases/in-parts/chargeback', {});

    expect(first.json).toMatchObject({
      entry: { type: 'refund', credits: 200, inAll: { credits: 200 } },
      balance: { available: 400 },
    });
    expect(second.json).toMatchObject({
      entry: { credits: 100, inAll: { credits: 300 } },
      balance: { available: 300 },
    });
    expect(rest.json).toMatchObject({
      entry: { type: 'chargeback', credits: 700, uncovered: 400 },
      balance: { available: 0, debt: 400 },
    });
    expect((await get('')).json).toMatchObject({
      grants: [
        { source: 'plan', granted: 100, used: 100, remaining: 0 },
        { source: 'add-on', granted: 1000, used: 400, refunded: 600, remaining: 0 },
      ],
    });
    expect((await post('purchases/in-parts/refund', { credits: 1 })).json).toMatchObject({
      status: 409,
      code: 'nothing-to-refund',
    });
  });

  it('is refunded no more than is unspent, to the microcredit, and says how much that is', async () => {
    const { post } = await customer('too-much');
    await post('purchases', { packId: 'burst-1000', paymentId: 'too-much' });
    await post('debits', { credits: 100.000001, category: 'ai' });
    const refund = (credits: number): Promise<Answer> => post('purchases/too-much/refund', { credits });

    expect((await refund(1000)).json).toMatchObject({
      status: 409,
      code: 'refund-too-large',
      refundable: 999.999999,
      required: 1000,
    });
    expect((await refund(900)).json).toMatchObject({ entry: { credits: 900 }, balance: { available: 99.999999 } });
    expect((await refund(100)).json).toMatchObject({ code: 'refund-too-large', refundable: 99.999999 });
    expect((await refund(99.999999)).status).toBe(201);
    expect((await refund(0.000001)).json).toMatchObject({ code: 'nothing-to-refund' });
    expect((await refund(0)).status).toBe(400);
    expect((await refund(-5)).status).toBe(400);
  });

  it('is refunded once by each refund, however often and under whatever keys it is told', async () => {
    const { post, get } = await customer('told-twice');
    await post('purchases', { packId: 'burst-1000', paymentId: 'told-twice' });
    const refund = (body: object): Promise<Answer> => post('purchases/told-twice/refund', body);

    const first = await refund({ credits: 200, refundId: 're_1' });
    const again = await refund({ credits: 200, refundId: 're_1' });
    const unnamed = await refund({ refundId: 're_1' });

    expect(again.text).toBe(first.text);
    expect(unnamed.text).toBe(first.text);
    expect((await refund({ credits: 300, refundId: 're_1' })).json).toMatchObject({
      status: 409,
      code: 'refund-reused',
      refundedBy: 3,
    });
    expect((await refund({ credits: 200, refundId: 're_2' })).json).toMatchObject({
      entry: { credits: 200, refundId: 're_2', inAll: { credits: 400 } },
    });
    expect((await refund({})).json).toMatchObject({ entry: { credits: 600, inAll: { credits: 1000 } } });
    expect((await get('')).json).toMatchObject({ available: 100 });
  });

  it('without an amount is refunded whole, and once, as it always was', async () => {
    const { post } = await customer('whole');
    await post('purchases', { packId: 'burst-1000', paymentId: 'whole' });
    const first = await post('purchases/whole/refund', {});

    expect(first.json).toMatchObject({ entry: { credits: 1000 } });
    expect(first.json).not.toHaveProperty('entry.inAll');
    expect((await post('purchases/whole/refund', {})).text).toBe(first.text);
  });
});

it('a pack of 1,000 bought and refunded, and 10 used: used is 10 and refunded 1,000 in account, statement and usage', async () => {
  const { post, get } = await customer('apart');
  await post('purchases', { packId: 'burst-1000', paymentId: 'apart' });
  await post('purchases/apart/refund', {});
  await post('debits', { credits: 10, category: 'ai' });

  const account = (await get('')).json;
  const sum = (member: string): number =>
    account.grants.reduce((total: number, grant: Record<string, number>) => total + (grant[member] ?? 0), 0);
  expect({ used: sum('used'), refunded: sum('refunded'), left: account.available }).toEqual({
    used: 10,
    refunded: 1000,
    left: 90,
  });
  expect((await get('/statements/0')).json.movements).toEqual([
    expect.objectContaining({ type: 'granted', source: 'add-on', credits: 1000 }),
    expect.objectContaining({ type: 'granted', source: 'plan', credits: 100 }),
    expect.objectContaining({ type: 'used', category: 'ai', credits: -10 }),
    expect.objectContaining({ type: 'refunded', credits: -1000 }),
  ]);
});
