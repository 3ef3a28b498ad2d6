import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { badDebits } from '../support/documents/bad-debits.ts';
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
  it.each(badDebits)('with %s is refused by name and changes nothing', async (_what, text, field) => {
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
