import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.open('bad');
});
afterAll(() => service.stop());

let before: string;
beforeEach(async () => {
  before = (await service.call('GET', '/accounts/bad')).text;
});

/** 400, the field named, the key not burnt, nothing changed. */
async function expectRefused(path: string, text: string, field: string, method = 'POST'): Promise<void> {
  const reply = await service.call(method, path, { text, key: 'bad input' });
  expectNamed(reply, field);
  expect((await service.call('GET', '/accounts/bad')).text).toBe(before);
}

function expectNamed(reply: Reply, field: string): void {
  expect(reply.status, reply.text).toBe(400);
  expect(reply.text, 'every fault says what would be right').not.toContain('Invalid input');
  expect(
    reply.json.errors.map((error: { field: string }) => error.field),
    reply.text,
  ).toContain(field);
}

describe('other requests', () => {
  it('that name one zone in two ways ask for the same account', async () => {
    const open = (timeZone: string): Promise<Reply> =>
      service.call('PUT', '/accounts/zoned', { body: { planId: 'team', timeZone }, key: `zone ${timeZone}` });
    const opened = await open('utc');
    expect(opened.status).toBe(200);
    for (const same of ['UTC', 'Etc/UTC']) expect((await open(same)).json, same).toEqual(opened.json);
    expect((await open('Europe/Berlin')).json).toMatchObject({ status: 409, code: 'account-exists' });
  });

  it('that find nothing are not said to be replays', async () => {
    const reply = await service.call('GET', '/accounts/nobody');
    expect(reply.json).toMatchObject({ status: 404, code: 'account-not-found' });
    expect(reply.headers.get('idempotency-replayed')).toBeNull();
  });

  it.each([
    ['PUT', '/accounts/bad', '{"planId":"team","timeZone":"Mars/Olympus"}', 'timeZone'],
    ['PUT', '/accounts/bad', '{"planId":"team","cycleAnchor":"yesterday"}', 'cycleAnchor'],
    ['PUT', '/accounts/.hidden', '{"planId":"team"}', 'accountId'],
    ['PUT', `/accounts/${'a'.repeat(129)}`, '{"planId":"team"}', 'accountId'],
    ['PUT', '/accounts/a%20b', '{"planId":"team"}', 'accountId'],
    ['POST', '/accounts/bad/debits/x/reversal', '{}', 'seq'],
    ['POST', '/accounts/bad/debits/1.5/reversal', '{}', 'seq'],
    ['POST', '/accounts/bad/debits/2/reversal', '{"reason":7}', 'reason'],
    ['POST', '/accounts/bad/purchases', '{"packId":"burst-1000"}', 'paymentId'],
    ['POST', '/accounts/bad/purchases', '{"packId":"burst-1000","paymentId":["pi"]}', 'paymentId'],
    ['POST', '/accounts/bad/adjustments', '{"credits":1,"reason":"r"}', 'actor'],
    ['POST', '/accounts/bad/adjustments', '{"credits":1,"reason":"r","actor":"a","direction":"up"}', 'direction'],
    ['POST', '/quotes', '{"credits":1,"usage":[]}', 'usage'],
    ['POST', '/debits', '{"debits":{}}', 'debits'],
    ['POST', '/quotes', '{"usage":["a"]}', 'usage[0]'],
    ['PUT', '/plans/new', '{"credits":1,"packs":{}}', 'packs'],
    ['PUT', '/plans/new', '{"credits":1,"overrun":"forgive"}', 'overrun'],
    ['PUT', '/plans/new', '{"credits":1,"lowBalanceThresholds":5}', 'lowBalanceThresholds'],
    ['PUT', '/plans/new', '{"credits":-1}', 'credits'],
    ['PUT', '/plans/new', '{"credits":1,"packs":[{"packId":"a","credits":1},{"packId":"a","credits":2}]}', 'packs'],
    [
      'PUT',
      '/plans/new',
      '{"credits":1,"price":{"amount":1,"currency":"dollars","interval":"month"}}',
      'price.currency',
    ],
    ['PUT', '/plans/team', '{"credits":1,"effectiveFrom":"2026-11-20T00:00:00.000Z"}', 'effectiveFrom'],
    [
      'PUT',
      '/plans/p',
      '{"credits":1,"cycle":"week","packs":[{"packId":"a","credits":1,"expiresInSeconds":604801}]}',
      'packs',
    ],
    ['PUT', '/rate-cards/v1', '{"prices":[]}', 'prices'],
    ['PUT', '/rate-cards/v1', '{"prices":[{"sku":"a","category":"ai","credits":1,"per":0}]}', 'prices[0].per'],
    [
      'PUT',
      '/rate-cards/v1',
      '{"prices":[{"sku":"a","category":"ai","credits":1}],"effectiveFrom":"2026-11-20T00:00:00.000Z"}',
      'effectiveFrom',
    ],
  ])('%s %s with %s names %s', async (method, path, text, field) => {
    await expectRefused(path, text, field, method);
  });

  it.each([
    ['/accounts/bad/ledger?limit=0', 'limit'],
    ['/accounts/bad/ledger?limit=1e9', 'limit'],
    ['/accounts/bad/ledger?limit=ten', 'limit'],
    ['/accounts/bad/ledger?type=money', 'type'],
    ['/accounts/bad/ledger?from=now', 'from'],
    ['/accounts/bad/ledger?from=2026-11-02T00:00:00.000Z&to=2026-11-01T00:00:00.000Z', 'to'],
    ['/accounts/bad/ledger?from=2026-11-02T00:00:00.000Z&to=2026-11-02T00:00:00.000Z', 'to'],
    ['/accounts/bad/ledger?order=up', 'order'],
    ['/accounts/bad/ledger?cursor=2', 'cursor'],
    [`/accounts/bad/ledger?cursor=${'2'.repeat(401)}`, 'cursor'],
    ['/accounts/bad/ledger?colour=red', 'colour'],
    ['/accounts/bad/ledger?__proto__=x', '__proto__'],
    ['/accounts/bad/ledger?limit=1&limit=2', 'limit'],
    ['/accounts/bad/access?credits=-1', 'credits'],
    ['/accounts/bad/access?usage=a', 'usage'],
    ['/accounts/bad/access?category=none', 'category'],
    ['/problems/none', 'code'],
    ['/accounts/%E0%A4%A', 'accountId'],
  ])('GET %s names %s', async (path, field) => {
    expectNamed(await service.call('GET', path), field);
  });

  it('to no route, or with no such method, say so', async () => {
    expect((await service.call('GET', '/nothing')).json).toMatchObject({ status: 404, code: 'route-not-found' });
    const reply = await service.call('PATCH', '/accounts/bad');
    expect(reply.json).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(reply.headers.get('allow')).toBe('PUT, GET, DELETE');
  });
});
