import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendRaw } from '../support/proxies/raw-http.ts';
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

const debits = '/accounts/bad/debits';

describe('a debit’s body', () => {
  it.each([
    ['a text that is no decimal', '{"credits":"5 credits","category":"ai"}', 'credits'],
    ['an empty text', '{"credits":"","category":"ai"}', 'credits'],
    ['a text with an exponent', '{"credits":"1e3","category":"ai"}', 'credits'],
    ['a text with a sign', '{"credits":"+5","category":"ai"}', 'credits'],
    ['a text with a space', '{"credits":" 5","category":"ai"}', 'credits'],
    ['a text with a comma', '{"credits":"1,5","category":"ai"}', 'credits'],
    ['a text that begins with zeros', '{"credits":"05","category":"ai"}', 'credits'],
    ['a text of zero', '{"credits":"0.00","category":"ai"}', 'credits'],
    ['a text with seven decimals', '{"credits":"1.0000001","category":"ai"}', 'credits'],
    ['a text of one microcredit too much', '{"credits":"1000000000","category":"ai"}', 'credits'],
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
    ['half a surrogate pair', '{"credits":1,"category":"ai","dimensions":{"user":"\\ud800"}}', 'dimensions.user'],
    ['the other half', '{"credits":1,"category":"ai","dimensions":{"user":"a\\uDC00b"}}', 'dimensions.user'],
    ['half a pair for a name', '{"credits":1,"category":"ai","dimensions":{"\\ud83d":"x"}}', 'dimensions'],
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

  it.each([
    ['a byte that begins nothing', [0xff]],
    ['a character cut short', [0xc3]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a longer form than needed', [0xc0, 0xaf]],
  ])('that is no UTF-8 (%s) is refused, and two such bodies never count as one', async (_what, bytes) => {
    const [before, after] = [Buffer.from('{"credits":1,"category":"ai","dimensions":{"user":"'), Buffer.from('"}}')];
    const response = await fetch(service.url + debits, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'no utf-8' },
      body: Buffer.concat([before, Buffer.from(bytes), after]),
    });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text()).errors).toEqual([{ field: 'body', message: 'must be UTF-8' }]);
  });

  it('that is compressed is refused as that', async () => {
    for (const encoding of ['gzip', 'br', 'deflate, gzip']) {
      const reply = await service.call('POST', debits, {
        text: '{"credits":1,"category":"ai"}',
        key: 'compressed',
        headers: { 'content-encoding': encoding },
      });
      expectNamed(reply, 'Content-Encoding');
    }
    const plain = { text: '{"credits":1,"category":"ai"}', key: 'plain', headers: { 'content-encoding': 'identity' } };
    await service.open('plain');
    expect((await service.call('POST', '/accounts/plain/debits', plain)).status).toBe(201);
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
    ['with a comma, as two headers arrive', 'a,b'],
  ])('that is %s is refused and nothing is remembered', async (_what, key) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const reply = await service.call('POST', debits, { body: { credits: 1, category: 'ai' }, headers });
    expect(reply.json).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
    expect((await service.call('GET', '/accounts/bad')).text).toBe(before);
  });

  it('that is sent in two headers is refused and nothing is remembered', async () => {
    const answer = await sendRaw(
      service.url,
      [
        `POST ${debits} HTTP/1.1`,
        'Content-Type: application/json',
        'Idempotency-Key: first',
        'Idempotency-Key: second',
        'Content-Length: 29',
      ],
      '{"credits":1,"category":"ai"}',
    );
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'idempotency-key-invalid' });
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
