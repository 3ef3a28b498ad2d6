import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

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
    const body = { usage: turn, dimensions: { user: 'ada', workflow: 'chat' }, occurredAt: '2026-11-22T18:15:46.680Z' };
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
    const { renewsAt } = (await service.call('GET', '/accounts/empty')).json;
    expect(refused.json).toEqual({
      type: '/problems/insufficient-credits',
      code: 'insufficient-credits',
      title: 'Not enough credits',
      status: 402,
      detail: expect.stringContaining('100.5 credits are required and 100 are available'),
      retryable: false,
      available: 100,
      required: 100.5,
      shortfall: 0.5,
      restore: {
        packs: [
          { packId: 'burst-1000', credits: 1000 },
          { packId: 'burst-5000', credits: 5000 },
        ],
        renewsAt,
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

describe('a reversal, a purchase, an adjustment', () => {
  it('each answer a receipt, and are refused with a reason', async () => {
    await service.open('changes', 'free');
    const post = (path: string, body: unknown, key: string): ReturnType<TestService['call']> =>
      service.call('POST', `/accounts/changes/${path}`, { body, key });
    await post('debits', { credits: 30, category: 'ai' }, 'd');
    expect((await post('debits/2/reversal', { reason: 'no answer' }, 'r')).json).toMatchObject({
      entry: { type: 'reversal', reverses: 2, credits: 30, reason: 'no answer' },
      balance: { available: 100 },
    });
    expect((await post('debits/2/reversal', {}, 'r2')).json).toMatchObject({
      status: 409,
      code: 'entry-reversed',
      reversedBy: 3,
    });
    expect((await post('debits/1/reversal', {}, 'r3')).json).toMatchObject({
      status: 409,
      code: 'entry-not-reversible',
    });
    expect((await post('debits/99/reversal', {}, 'r4')).json).toMatchObject({ status: 404, code: 'entry-not-found' });
    expect((await post('purchases', { packId: 'burst-1000', paymentId: 'pi_9' }, 'p')).json).toMatchObject({
      entry: { type: 'grant', credits: 1000, packId: 'burst-1000', paymentId: 'pi_9' },
      slices: [{ source: 'add-on' }],
    });
    expect((await post('purchases', { packId: 'burst-5000', paymentId: 'pi_9' }, 'p2')).json).toMatchObject({
      status: 409,
      code: 'payment-reused',
      boughtBy: 4,
    });
    expect((await post('purchases', { packId: 'none', paymentId: 'pi_8' }, 'p3')).json).toMatchObject({
      status: 422,
      code: 'pack-unknown',
      packId: 'none',
    });
    expect((await post('adjustments', { credits: 5, reason: 'goodwill', actor: 'ada' }, 'a')).json).toMatchObject({
      entry: { type: 'grant', reason: 'goodwill', actor: 'ada' },
      slices: [{ source: 'adjustment' }],
      balance: { available: 1105 },
    });
    expect((await post('adjustments', { credits: 5, actor: 'ada' }, 'a2')).json).toMatchObject({
      status: 400,
      errors: [{ field: 'reason' }],
    });
  });

  it('without a body a reversal is the same as with an empty one', async () => {
    await service.open('bodiless', 'free');
    await service.call('POST', '/accounts/bodiless/debits', { body: { credits: 3, category: 'ai' }, key: 'd' });
    const first = await service.call('POST', '/accounts/bodiless/debits/2/reversal', { key: 'r' });
    expect(first.status).toBe(201);
    expect((await service.call('POST', '/accounts/bodiless/debits/2/reversal', { body: {}, key: 'r' })).text).toBe(
      first.text,
    );
  });
});

describe('the gate and quotes', () => {
  it('tell whether work may start, for an amount or a usage', async () => {
    await service.open('gate', 'free');
    const ask = async (query: string): Promise<unknown> =>
      (await service.call('GET', `/accounts/gate/access${query}`)).json;
    expect(await ask('')).toMatchObject({ ai: { allowed: true }, read: { allowed: true } });
    expect(await ask('?credits=100&category=ai')).toMatchObject({ ai: { allowed: true } });
    expect(await ask('?credits=100.000001&category=ai')).toMatchObject({
      ai: { allowed: false, reason: 'insufficient-credits' },
      infrastructure: { allowed: true },
    });
    expect(await ask('?usage=ai.gpt-4o.input-token:400000,ai.gpt-4o.output-token:1')).toMatchObject({
      ai: { allowed: false },
    });
    expect(await ask('?credits=1&usage=ai.gpt-4o.input-token:4')).toMatchObject({
      status: 400,
      errors: [{ field: 'usage' }],
    });
    await service.call('POST', '/accounts/gate/debits', { body: { credits: 100, category: 'ai' }, key: 'all' });
    expect(await ask('')).toMatchObject({
      ai: { allowed: false, reason: 'exhausted', effect: 'paused', since: expect.any(String) },
      infrastructure: { allowed: false, reason: 'exhausted', effect: 'restricted' },
      platform: { allowed: true },
      restore: { packs: [{ packId: 'burst-1000' }, { packId: 'burst-5000' }], renewsAt: expect.any(String) },
    });
  });

  it('price without spending, and say when or with what an account could pay', async () => {
    await service.open('quote', 'free');
    expect((await service.call('POST', '/quotes', { body: { usage: turn } })).json).toMatchObject({
      credits: 0.1375,
      category: 'ai',
      rateCard: '2026-11-01',
    });
    const { json } = await service.call('POST', '/quotes', { body: { credits: 1500, accountId: 'quote' } });
    expect(json.account).toEqual({
      available: 100,
      affordable: false,
      shortfall: 1400,
      earliest: null,
      pack: { packId: 'burst-1000', count: 2, credits: 2000, price: { amount: 24, currency: 'USD' } },
    });
    expect((await service.call('GET', '/accounts/quote')).json.seq).toBe(1);
    expect((await service.call('POST', '/quotes', { body: { credits: 1, accountId: 'nobody' } })).json).toMatchObject({
      code: 'account-not-found',
    });
  });
});

describe('the ledger', () => {
  it('pages through filters in both orders without gaps, and refuses a cursor that isn’t its own', async () => {
    await service.open('ledger');
    await service.open('ledger-2');
    for (let index = 0; index < 30; index += 1) {
      await service.call('POST', '/accounts/ledger/debits', {
        body: { credits: 1, category: index % 3 === 0 ? 'ai' : 'platform' },
        key: `k${index}`,
      });
    }
    const read = async (query: string): Promise<number[]> => {
      const seqs: number[] = [];
      let cursor: string | undefined;
      do {
        const { json } = await service.call(
          'GET',
          `/accounts/ledger/ledger?limit=7&${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`,
        );
        seqs.push(...json.entries.map((entry: { seq: number }) => entry.seq));
        cursor = json.nextCursor;
      } while (cursor !== undefined);
      return seqs;
    };
    const all = Array.from({ length: 31 }, (_, index) => index + 1);
    expect(await read('')).toEqual(all);
    expect(await read('order=desc')).toEqual(all.toReversed());
    expect(await read('category=ai')).toEqual(all.filter((seq) => seq > 1 && (seq - 2) % 3 === 0));
    expect(await read('type=grant')).toEqual([1]);
    const page = await service.call('GET', '/accounts/ledger/ledger');
    const [, , third, fourth] = page.json.entries;
    const since = await read(`from=${third.at}`);
    expect(since).toEqual(all.filter((seq) => page.json.entries[seq - 1].at >= third.at));
    expect(await read(`order=desc&to=${fourth.at}`)).toEqual(
      all.filter((seq) => page.json.entries[seq - 1].at < fourth.at).toReversed(),
    );
    const first = await service.call('GET', '/accounts/ledger/ledger?limit=7');
    const foreign = await service.call('GET', `/accounts/ledger-2/ledger?limit=7&cursor=${first.json.nextCursor}`);
    expect(foreign.json).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
    const edited = await service.call('GET', `/accounts/ledger/ledger?limit=7&cursor=1${first.json.nextCursor}`);
    expect(edited.json).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
  });
});

describe('the clock', () => {
  it('moved over the boundary renews at once: the read is right before anything is written', async () => {
    const own = await startTestService();
    await own.open('clock', 'starter');
    await own.call('POST', '/accounts/clock/debits', { body: { credits: 400, category: 'ai' }, key: 'k' });
    const { renewsAt } = (await own.call('GET', '/accounts/clock')).json;
    expect((await own.call('POST', '/local/clock', { body: { now: renewsAt } })).status).toBe(200);
    expect((await own.call('GET', '/accounts/clock')).json).toMatchObject({
      available: 1000,
      cycle: { index: 1, start: renewsAt },
    });
    await own.call('POST', '/accounts/clock/debits', { body: { credits: 1, category: 'ai' }, key: 'k2' });
    const { entries } = (await own.call('GET', '/accounts/clock/ledger')).json;
    expect(entries.map((entry: { type: string; credits: number }) => [entry.type, entry.credits])).toEqual([
      ['grant', 1000],
      ['debit', 400],
      ['expiry', 600],
      ['grant', 1000],
      ['debit', 1],
    ]);
    expect((await own.call('POST', '/local/clock', { body: { now: '2020-01-01T00:00:00.000Z' } })).json).toMatchObject({
      status: 400,
      errors: [{ field: 'now' }],
    });
    await own.stop();
  });
});
