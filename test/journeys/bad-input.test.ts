import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Reply, startTestService, type TestService } from '../support/service.ts';

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

const debits = '/accounts/bad/debits';

describe('a debit’s body', () => {
  it.each([
    ['a text for a number', '{"credits":"5","category":"ai"}', 'credits'],
    ['zero', '{"credits":0,"category":"ai"}', 'credits'],
    ['minus zero', '{"credits":-0,"category":"ai"}', 'credits'],
    ['a negative amount', '{"credits":-5,"category":"ai"}', 'credits'],
    ['1e400', '{"credits":1e400,"category":"ai"}', 'credits'],
    ['2^53+1', '{"credits":9007199254740993,"category":"ai"}', 'credits'],
    ['one microcredit too much', '{"credits":1000000000,"category":"ai"}', 'credits'],
    ['seven decimals', '{"credits":1.0000001,"category":"ai"}', 'credits'],
    ['a tail that a double would round away', '{"credits":1.00000000000000000001,"category":"ai"}', 'credits'],
    ['null', '{"credits":null,"category":"ai"}', 'credits'],
    ['a list', '{"credits":[1],"category":"ai"}', 'credits'],
    ['an object', '{"credits":{"$gt":0},"category":"ai"}', 'credits'],
    ['a missing category', '{"credits":1}', 'category'],
    ['an unknown category', '{"credits":1,"category":"money"}', 'category'],
    ['an unknown member', '{"credits":1,"category":"ai","balance":5}', 'balance'],
    ['__proto__', '{"credits":1,"category":"ai","__proto__":{"credits":5}}', '__proto__'],
    ['constructor', '{"credits":1,"category":"ai","constructor":{}}', 'constructor'],
    [
      '__proto__ among dimensions',
      '{"credits":1,"category":"ai","dimensions":{"__proto__":"x"}}',
      'dimensions.__proto__',
    ],
    ['a doubled member', '{"credits":1,"category":"ai","credits":2}', 'credits'],
    [
      'a doubled member with the same value, spelled otherwise',
      '{"credits":1,"category":"ai","\\u0063redits":1}',
      'credits',
    ],
    ['a doubled member deep down', '{"usage":[{"sku":"a","quantity":1,"quantity":2}]}', 'usage[0].quantity'],
    ['a negative quantity', '{"usage":[{"sku":"a","quantity":-1}]}', 'usage[0].quantity'],
    ['a quantity of minus zero', '{"usage":[{"sku":"a","quantity":-0.0}]}', 'usage[0].quantity'],
    ['a quantity with seven decimals', '{"usage":[{"sku":"a","quantity":0.0000001}]}', 'usage[0].quantity'],
    [
      'a quantity too large by its last digit',
      '{"usage":[{"sku":"a","quantity":1000000000000.000001}]}',
      'usage[0].quantity',
    ],
    ['an SKU of 16 kB', `{"usage":[{"sku":"${'a'.repeat(16_384)}","quantity":1}]}`, 'usage[0].sku'],
    [
      'a dimension of 16 kB',
      `{"credits":1,"category":"ai","dimensions":{"user":"${'a'.repeat(16_384)}"}}`,
      'dimensions.user',
    ],
    [
      'a dimension with a control character',
      '{"credits":1,"category":"ai","dimensions":{"user":"a\\u0000"}}',
      'dimensions.user',
    ],
    ['a number for dimensions', '{"credits":1,"category":"ai","dimensions":7}', 'dimensions'],
    [
      'a number that no double carries for dimensions',
      '{"credits":1,"category":"ai","dimensions":1.4432441683304836e218}',
      'dimensions',
    ],
    [
      'a fraction that no double carries for dimensions',
      '{"credits":1,"category":"ai","dimensions":0.10000000000000000001}',
      'dimensions',
    ],
    ['half a surrogate pair', '{"credits":1,"category":"ai","dimensions":{"user":"\\ud800"}}', 'dimensions.user'],
    [
      'nine dimensions',
      `{"credits":1,"category":"ai","dimensions":{${Array.from({ length: 9 }, (_, index) => `"d${index}":"x"`)}}}`,
      'dimensions',
    ],
    ['no lines', '{"usage":[]}', 'usage'],
    ['too many lines', `{"usage":[${Array.from({ length: 33 }, () => '{"sku":"a","quantity":1}')}]}`, 'usage'],
    ['30 February', '{"credits":1,"category":"ai","occurredAt":"2026-02-30T00:00:00.000Z"}', 'occurredAt'],
    ['a local time', '{"credits":1,"category":"ai","occurredAt":"2026-02-03T00:00:00"}', 'occurredAt'],
    ['a list for a body', '[1]', 'body'],
    ['a text for a body', '"credits"', 'body'],
    ['nothing', '', 'body'],
    ['no JSON', '{"credits":1', 'body'],
    ['a comment', '{"credits":1,"category":"ai"}//', 'body'],
    [
      'nesting without end',
      `{"dimensions":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      'dimensions[0][0][0][0][0][0][0]',
    ],
    ['a million opening brackets short of the limit', '['.repeat(60_000), 'body'],
  ])('with %s is refused by name and changes nothing', async (_what, text, field) => {
    await expectRefused(debits, text, field);
  });

  it('of another content type is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream', 'json']) {
      const reply = await service.call('POST', debits, {
        text: '{"credits":1,"category":"ai"}',
        key: 'k',
        headers: { 'content-type': type },
      });
      expectNamed(reply, 'Content-Type');
    }
  });

  it('that is too large is refused as that', async () => {
    const reply = await service.call('POST', debits, { text: `"${'x'.repeat(70_000)}"`, key: 'k' });
    expect(reply.json).toMatchObject({ status: 413, code: 'request-too-large' });
  });

  it('is read in time that grows with its length, not its square', async () => {
    const hostile = [
      `{"credits":1,"category":"${'\\u0061'.repeat(10_000)}"}`,
      `{${Array.from({ length: 5_000 }, (_, index) => `"m${index}":1`)}}`,
      `{"credits":${'1'.repeat(60_000)},"category":"ai"}`,
      `{"usage":[{"sku":"${'.'.repeat(60_000)}","quantity":1}]}`,
    ];
    for (const text of hostile) {
      const startedMs = performance.now();
      expect((await service.call('POST', debits, { text, key: 'k' })).status).toBe(400);
      expect(performance.now() - startedMs).toBeLessThan(250);
    }
  });
});

describe('an Idempotency-Key', () => {
  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['not ASCII', 'schl\u00fcssel'],
    ['with a tab', 'a\tb'],
  ])('that is %s is refused and nothing is remembered', async (_what, key) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const reply = await service.call('POST', debits, { body: { credits: 1, category: 'ai' }, headers });
    expect(reply.json).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
    expect((await service.call('GET', '/accounts/bad')).text).toBe(before);
  });

  it('of 255 characters is a key, and refused input leaves it free', async () => {
    await service.open('keys', 'free');
    const key = `!~ ${'k'.repeat(251)}z`;
    const bad = await service.call('POST', '/accounts/keys/debits', { body: { credits: -1, category: 'ai' }, key });
    expect(bad.status).toBe(400);
    const good = await service.call('POST', '/accounts/keys/debits', { body: { credits: 1, category: 'ai' }, key });
    expect(good.status).toBe(201);
    expect(good.headers.get('idempotency-replayed')).toBeNull();
  });
});

describe('other requests', () => {
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
