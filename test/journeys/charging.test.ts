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

/** The way back by one of a pack. */
const oneOf = (packId: string, credits: number, amount: number) => ({
  ...{ kind: 'packs', packId, count: 1, credits, price: { amount, currency: 'USD' } },
  checkout: `packs/${packId}/checkout?count=1`,
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
        ways: [oneOf('burst-1000', 1000, 12), oneOf('burst-5000', 5000, 55)],
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
});
