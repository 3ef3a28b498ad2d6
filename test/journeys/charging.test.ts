import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const turn = [
  { sku: 'ai.gpt-4o.input-token', quantity: 374 },
  { sku: 'ai.gpt-4o.output-token', quantity: 44 },
];

describe('an account', () => {
  it('opens with its plan’s credits, in its own zone, and answers the same to the same', async () => {
    const body = { planId: 'team', cycleAnchor: '2026-11-01T04:00:00.000Z', timeZone: 'America/New_York' };
    const reply = await service.call('PUT', '/accounts/acme', { body, key: 'open' });
    expect(reply.json).toMatchObject({
      accountId: 'acme',
      planId: 'team',
      state: 'active',
      available: 5000,
      held: 0,
      overrun: 0,
      seq: 1,
      cycle: { index: 0, start: '2026-11-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' },
      renewsAt: '2026-12-01T05:00:00.000Z',
      grants: [{ grantId: 'plan-0', source: 'plan', granted: 5000, used: 0, held: 0, remaining: 5000 }],
    });
    const again = await service.call('PUT', '/accounts/acme', { body, key: 'open' });
    expect(again.text).toBe(reply.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const asItIs = await service.call('PUT', '/accounts/acme', { body, key: 'another key' });
    expect(asItIs.json).toEqual(reply.json);
    const other = await service.call('PUT', '/accounts/acme', { body: { ...body, planId: 'scale' }, key: 'third key' });
    expect(other.json).toMatchObject({ status: 409, code: 'account-exists' });
  });

  it('on an unknown plan isn’t opened', async () => {
    const reply = await service.call('PUT', '/accounts/nobody', { body: { planId: 'none' }, key: 'open' });
    expect(reply.json).toMatchObject({ status: 422, code: 'plan-unknown', planId: 'none' });
    expect((await service.call('GET', '/accounts/nobody')).json).toMatchObject({
      status: 404,
      code: 'account-not-found',
    });
  });

  it('can be listed', async () => {
    await service.open('listed');
    const ids = new Set<string>();
    let cursor = '';
    do {
      const page = await service.call(
        'GET',
        `/accounts?limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      for (const id of page.json.accountIds) ids.add(id);
      cursor = page.json.nextCursor ?? '';
    } while (cursor !== '');
    expect([...ids]).toEqual(expect.arrayContaining(['demo', 'listed']));
    expect((await service.call('GET', '/accounts?cursor=1.demo~nonsense')).json).toMatchObject({
      errors: [{ field: 'cursor' }],
    });
  });
});

describe('a debit', () => {
  it('by usage answers a receipt that explains itself', async () => {
    await service.open('usage');
    const body = {
      usage: turn,
      dimensions: { user: 'ada', workflow: 'chat' },
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
    };
    const reply = await service.call('POST', '/accounts/usage/debits', { body, key: 'turn 1' });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      entry: {
        accountId: 'usage',
        seq: 2,
        type: 'debit',
        credits: 0.1375,
        category: 'ai',
        dimensions: body.dimensions,
        occurredAt: body.occurredAt,
      },
      slices: [{ grantId: 'plan-0', source: 'plan', credits: 0.1375 }],
      lines: [
        { sku: 'ai.gpt-4o.input-token', quantity: 374, credits: 0.0935 },
        { sku: 'ai.gpt-4o.output-token', quantity: 44, credits: 0.044 },
      ],
      rateCard: '2026-11-01',
      balance: { available: 4999.8625, held: 0, overrun: 0 },
    });
  });

  it('by credits may be a spelling apart and still be the same request', async () => {
    await service.open('spelling');
    const first = await service.call('POST', '/accounts/spelling/debits', {
      text: '{"credits":12.5,"category":"infrastructure"}',
      key: 'k',
    });
    const again = await service.call('POST', '/accounts/spelling/debits', {
      text: ' { "category" : "infrastructure", "credits" : 1.250e1 } ',
      key: 'k',
    });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await service.call('POST', '/accounts/spelling/debits', {
      text: '{"credits":12.500001,"category":"infrastructure"}',
      key: 'k',
    });
    expect(other.json).toMatchObject({ status: 422, code: 'idempotency-key-reused', retryable: false });
  });

  it('of the largest quantity is priced with all its digits, and shows them', async () => {
    await service.open('digits', 'scale');
    const usage = [{ sku: 'platform.data-retention.gb-hour', quantity: 0 }];
    const text = JSON.stringify({ usage }).replace(':0}', ':12345678.123456}');
    const reply = await service.call('POST', '/accounts/digits/debits', { text, key: 'k' });
    expect(reply.json.entry.credits).toBe(17146.775172);
    const huge = JSON.stringify({ usage }).replace(':0}', ':999999999999.999999}');
    const refused = await service.call('POST', '/quotes', { text: huge });
    expect(refused.json).toMatchObject({ status: 400, errors: [{ field: 'usage' }] });
    const cheap = huge.replace('platform.data-retention.gb-hour', 'ai.gpt-4o-mini.input-token');
    expect((await service.call('POST', '/quotes', { text: cheap })).text).toContain('"quantity":999999999999.999999,');
  });

  it('of an unknown SKU, or of two categories, names it', async () => {
    await service.open('unknown');
    const unknown = { usage: [{ sku: 'ai.nothing', quantity: 1 }] };
    expect((await service.call('POST', '/accounts/unknown/debits', { body: unknown, key: 'k' })).json).toMatchObject({
      status: 422,
      code: 'sku-unknown',
      sku: 'ai.nothing',
    });
    const mixed = { usage: [...turn, { sku: 'infrastructure.scaling.run', quantity: 1 }] };
    expect((await service.call('POST', '/accounts/unknown/debits', { body: mixed, key: 'k' })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'usage' }],
    });
    // Neither was remembered: the key is free.
    expect((await service.call('POST', '/accounts/unknown/debits', { body: { usage: turn }, key: 'k' })).status).toBe(
      201,
    );
  });

  it('beyond the balance takes nothing and says what would help; bought credits need a new key', async () => {
    await service.open('empty', 'free');
    const body = { credits: 100.5, category: 'ai' };
    const refused = await service.call('POST', '/accounts/empty/debits', { body, key: 'k' });
    expect(refused.json).toEqual({
      type: '/problems/insufficient-credits',
      code: 'insufficient-credits',
      title: 'Not enough credits',
      status: 402,
      detail: expect.stringContaining('100.5 credits are required and 100 are available'),
      retryable: false,
      available: 100,
      held: 0,
      required: 100.5,
      shortfall: 0.5,
      restore: {
        packs: [
          { packId: 'burst-1000', credits: 1000 },
          { packId: 'burst-5000', credits: 5000 },
        ],
        ways: [
          { kind: 'packs', packId: 'burst-1000', count: 1, credits: 1000, price: { amount: 12, currency: 'USD' } },
          { kind: 'packs', packId: 'burst-5000', count: 1, credits: 5000, price: { amount: 55, currency: 'USD' } },
        ],
      },
    });
    await service.call('POST', '/accounts/empty/purchases', {
      body: { packId: 'burst-1000', paymentId: 'pi_1' },
      key: 'buy',
    });
    const again = await service.call('POST', '/accounts/empty/debits', { body, key: 'k' });
    expect(again.text).toBe(refused.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await service.call('POST', '/accounts/empty/debits', { body, key: 'k2' })).status).toBe(201);
  });

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
