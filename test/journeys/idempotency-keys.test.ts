import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendRaw } from '../support/proxies/raw-http.ts';
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

const debits = '/accounts/bad/debits';

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
