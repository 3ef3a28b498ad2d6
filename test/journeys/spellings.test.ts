/** R1, R3, R8: one value, however it is written, is one value. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
let at: string;
beforeAll(async () => {
  service = await startTestService();
  await service.open('words');
  at = (await service.call('GET', '/local/clock')).json.now;
});
afterAll(() => service.stop());

const debit = (text: string, key: string) => service.call('POST', '/accounts/words/debits', { text, key });
const sku = 'ai.gpt-4o.input-token';

describe('an amount', () => {
  it('is taken as decimal text too, and charged alike', async () => {
    const byText = await debit('{"credits":"12.500001","category":"ai"}', 'amount by text');
    const byNumber = await debit('{"credits":12.500001,"category":"ai"}', 'amount by number');

    expect(byText.json.entry.credits).toBe(12.500001);
    expect(byNumber.json.entry.credits).toBe(12.500001);
  });

  it('by text is the same request as by number, in both orders, and another amount isn’t', async () => {
    const first = await debit('{"credits":"2.50","category":"ai"}', 'same amount');
    const again = await debit('{"category":"ai","credits":2.5}', 'same amount');
    const other = await debit('{"credits":"2.51","category":"ai"}', 'same amount');

    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(other.json.code).toBe('idempotency-key-reused');
  });

  it('of a quantity keeps all its 18 digits as text', async () => {
    const quantity = '100000000000.000001';
    const priced = await service.call('POST', '/quotes', {
      text: `{"usage":[{"sku":"${sku}","quantity":"${quantity}"}]}`,
    });

    expect(priced.text).toContain(`"quantity":${quantity}`);
  });

  it('is taken as text wherever one is: plans, prices, limits, holds and reports', async () => {
    const plan = {
      credits: '100.5',
      packs: [{ packId: 'p', credits: '10', price: { amount: '9.99', currency: 'USD' } }],
    };
    expect((await service.call('PUT', '/plans/by-text', { body: plan })).json).toMatchObject({
      credits: 100.5,
      packs: [{ credits: 10, price: { amount: 9.99 } }],
    });
    const card = { prices: [{ sku: 'ai.text.token', category: 'ai', credits: '0.000125' }] };
    expect((await service.call('PUT', '/rate-cards/by-text', { body: card })).status).toBe(200);
    const limit = { credits: '400', category: 'ai' };
    expect((await service.call('PUT', '/accounts/words/limits/l', { body: limit, key: 'l' })).status).toBe(200);
    const held = await service.call('POST', '/accounts/words/holds', {
      body: { credits: '5', category: 'ai', slice: '1.5' },
      key: 'hold',
    });
    expect(held.json.hold).toMatchObject({ credits: 5, slice: 1.5 });
    const path = `/accounts/words/holds/${held.json.hold.holdId}`;
    const report = await service.call('POST', `${path}/usage`, { body: { credits: '1.25', leftMin: '1' }, key: 'r' });
    expect(report.json.hold.used).toBe(1.25);
    const captured = await service.call('POST', `${path}/capture`, { body: { credits: '2' }, key: 'c' });
    expect(captured.json.entry.credits).toBe(2);
  });

  it('in a text that is no amount stays what it is: a user called 1.0 is another than 1', async () => {
    const body = (user: string) => JSON.stringify({ credits: 1, category: 'ai', dimensions: { user, credits: user } });
    expect((await debit(body('1.0'), 'user')).status).toBe(201);
    expect((await debit(body('1'), 'user')).json.code).toBe('idempotency-key-reused');
  });

  it('is one request in a batch and alone', async () => {
    const alone = await debit('{"credits":"3.0","category":"ai"}', 'batched');
    const batch = await service.call('POST', '/debits', {
      body: { debits: [{ accountId: 'words', idempotencyKey: 'batched', credits: 3, category: 'ai' }] },
    });

    expect(batch.json.results).toEqual([{ status: 201, replayed: true, body: alone.json }]);
  });
});

describe('an instant', () => {
  const spelled = (ms: number): readonly string[] => {
    const utc = new Date(ms).toISOString();
    const west = new Date(ms - 8 * 3_600_000).toISOString().replace('Z', '-08:00');
    const india = new Date(ms + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30');
    return [utc, west, india, utc.toLowerCase(), utc.replace('Z', '456789+00:00'), utc.replace('T', ' ')];
  };

  it('is taken as RFC 3339 writes it, and is one instant and one request however it is written', async () => {
    const [first = '', ...others] = spelled(Date.parse(at) - 60_000);
    const answer = await debit(`{"credits":1,"category":"ai","occurredAt":"${first}"}`, 'when');
    expect(answer.json.entry.occurredAt).toBe(first);

    for (const other of others) {
      const again = await debit(`{"credits":1,"category":"ai","occurredAt":"${other}"}`, 'when');
      expect(again.text, other).toBe(answer.text);
    }
    const later = new Date(Date.parse(first) + 1).toISOString();
    const another = await debit(`{"credits":1,"category":"ai","occurredAt":"${later}"}`, 'when');
    expect(another.json.code).toBe('idempotency-key-reused');
  });

  it('is taken in a query, its plus sign encoded', async () => {
    const [, , india = ''] = spelled(Date.parse(at) - 3_600_000);
    const ledger = await service.call('GET', `/accounts/words/ledger?from=${encodeURIComponent(india)}`);
    expect(ledger.status).toBe(200);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T18:15:46',
    '2026-11-22T18:15:46+1:00',
    '2026-11-22T18:15:46+24:00',
    '2026-11-22T18:15:60Z',
    '2026-11-22T18:15:46.Z',
    '2026-11-22',
    'Sun, 22 Nov 2026 18:15:46 GMT',
    '1999-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '1795371346',
  ])('that isn’t one is refused by name: %s', async (text) => {
    const reply = await debit(`{"credits":1,"category":"ai","occurredAt":"${text}"}`, 'no instant');
    expect(reply.json.errors).toEqual([{ field: 'occurredAt', message: expect.stringContaining('RFC 3339') }]);
  });
});
