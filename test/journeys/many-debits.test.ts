import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe('a debit', () => {
  it('races 900 requests for 300 debits of 7 over 1,000 credits to 142 successes, each key answered alike byte for byte', async () => {
    await service.open('race', 'starter');
    const send = (key: number): ReturnType<TestService['call']> =>
      service.call('POST', '/accounts/race/debits', { body: { credits: 7, category: 'ai' }, key: `key ${key}` });
    const replies = await Promise.all(
      Array.from({ length: 900 }, async (_, index) => ({ key: index % 300, reply: await send(index % 300) })),
    );
    const byKey = Map.groupBy(replies, ({ key }) => key);
    expect([...byKey.values()].every((same) => new Set(same.map(({ reply }) => reply.text)).size === 1)).toBe(true);
    const firsts = [...byKey.values()].map(([first]) => first?.reply.status);
    expect(firsts.filter((status) => status === 201)).toHaveLength(142);
    expect(firsts.filter((status) => status === 402)).toHaveLength(158);
    expect((await service.call('GET', '/accounts/race')).json).toMatchObject({ available: 6, seq: 143 });
  });
});

describe('a batch', () => {
  it('answers each debit as if it had come alone, in order, under the same keys', async () => {
    await service.open('batch-a', 'free');
    await service.open('batch-b', 'free');
    const alone = await service.call('POST', '/accounts/batch-a/debits', {
      body: { credits: 1, category: 'ai' },
      key: 'alone',
    });
    const debits = [
      { accountId: 'batch-a', idempotencyKey: 'alone', credits: 1, category: 'ai' },
      { accountId: 'batch-a', idempotencyKey: 'k1', credits: 2, category: 'ai' },
      { accountId: 'batch-b', idempotencyKey: 'k1', credits: 101, category: 'ai' },
      { accountId: 'batch-c', idempotencyKey: 'k1', credits: 1, category: 'ai' },
      { accountId: 'batch-a', idempotencyKey: 'k1', credits: 2, category: 'ai' },
      { accountId: 'batch-a', idempotencyKey: 'k1', credits: 3, category: 'ai' },
      { accountId: 'batch-a', idempotencyKey: 'k2', credits: -3, category: 'ai' },
      'nonsense',
    ];
    const { json } = await service.call('POST', '/debits', { body: { debits } });
    expect(json.results.map((result: { status: number }) => result.status)).toEqual([
      201, 201, 402, 404, 201, 422, 400, 400,
    ]);
    expect(json.results[0]).toEqual({ status: 201, replayed: true, body: alone.json });
    expect(json.results[4]).toEqual({ status: 201, replayed: true, body: json.results[1].body });
    expect(json.results[6].body.errors).toEqual([{ field: 'credits', message: expect.stringContaining('above 0') }]);
    expect((await service.call('GET', '/accounts/batch-a')).json).toMatchObject({ available: 97, seq: 3 });
  });

  it('of 500 debits of one account shares writes and loses none', async () => {
    await service.open('batch-many');
    const debits = Array.from({ length: 500 }, (_, index) => ({
      accountId: 'batch-many',
      idempotencyKey: `k${index}`,
      credits: 1,
      category: 'ai',
    }));
    const { json } = await service.call('POST', '/debits', { body: { debits } });
    expect(json.results.map((result: { body: { entry: { seq: number } } }) => result.body.entry.seq)).toEqual(
      debits.map((_, index) => index + 2),
    );
    expect((await service.call('POST', '/debits', { body: { debits: [...debits, ...debits] } })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'debits' }],
    });
  });
});
