/** Keys over HTTP: made, told once, used, rotated, ended; and what nobody without one gets (S37). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock, type LocalClock } from '../../infra/local/clock.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const startMs = Date.parse('2026-11-28T00:00:00.000Z');
const minuteMs = 60_000;
let clock: LocalClock;
let service: TestService;
beforeAll(async () => {
  clock = createStillClock(startMs);
  service = await startTestService({ hasSchedules: false, clock });
  for (const accountId of ['acme', 'globex']) await service.open(accountId);
});
afterAll(() => service.stop());

interface Made {
  readonly key: string;
  readonly keyId: string;
}

async function make(body: object): Promise<Made> {
  const { status, json } = await service.call('POST', '/api-keys', { body: { name: 'a test', ...body } });
  expect(status).toBe(201);
  return { key: json.key, keyId: json.apiKey.keyId };
}

function debit(key: string, accountId = 'acme', idempotencyKey = `debit ${Math.random()}`) {
  return ask(key, 'POST', `/accounts/${accountId}/debits`, {
    body: JSON.stringify({ credits: 1, category: 'ai' }),
    headers: { 'idempotency-key': idempotencyKey, 'content-type': 'application/json' },
  });
}

async function ask(
  key: string,
  method: string,
  path: string,
  sent: RequestInit = {},
): Promise<{ status: number; text: string }> {
  const headers = { ...sent.headers, authorization: `Bearer ${key}` };
  const response = await fetch(service.url + path, { ...sent, method, headers });
  return { status: response.status, text: await response.text() };
}

it('charges the account that it reaches, and the ledger names it', async () => {
  const { key, keyId } = await make({ permissions: ['charge', 'read'], accountIds: ['acme'] });

  expect((await debit(key)).status).toBe(201);
  const { entries } = JSON.parse((await ask(key, 'GET', '/accounts/acme/ledger?order=desc&limit=1')).text);
  expect(entries[0]).toMatchObject({ type: 'debit', caller: `key/${keyId}` });
  expect(JSON.parse((await debit(key, 'globex')).text)).toMatchObject({ status: 403, code: 'not-authorized' });
  expect((await ask(key, 'GET', '/accounts/globex')).status).toBe(403);
  expect((await ask(key, 'GET', '/accounts')).status, 'all accounts').toBe(403);
  expect((await ask(key, 'PUT', '/accounts/acme/plan')).status, 'another right').toBe(403);
});

it('is told once: what is read later has neither secret nor hash', async () => {
  const { key, keyId } = await make({ permissions: ['read'] });
  const secret = key.slice(-38);
  const read = await service.call('GET', `/api-keys/${keyId}`);
  const list = await service.call('GET', '/api-keys');

  expect(read.json).toMatchObject({ keyId, permissions: ['read'], state: 'active' });
  for (const { text } of [read, list]) {
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[0-9a-f]{64}|hash/i);
  }
});

it('rotates without a gap, and at once where the secret leaked', async () => {
  const { key, keyId } = await make({ permissions: ['charge'] });
  const rotate = async (body: object): Promise<string> =>
    (await service.call('POST', `/api-keys/${keyId}/rotation`, { body })).json.key;

  const second = await rotate({ overlapSeconds: 60 });
  const third = await rotate({ overlapSeconds: 3_600 });
  expect([(await debit(key)).status, (await debit(second)).status, (await debit(third)).status]).toEqual([
    201, 201, 201,
  ]);
  clock.moveTo(clock.nowMs() + minuteMs);
  expect([(await debit(key)).status, (await debit(second)).status, (await debit(third)).status]).toEqual([
    403, 201, 201,
  ]);
  const last = await rotate({ overlapSeconds: 0 });
  expect([(await debit(second)).status, (await debit(third)).status, (await debit(last)).status]).toEqual([
    403, 403, 201,
  ]);
  const told = await service.call('GET', `/api-keys/${keyId}`);
  expect(told.json.formerSecretsEndAt).toBeUndefined();
  expect(told.json.lastUsedAt).toBe(new Date(startMs).toISOString());
});

describe('a key that isn’t taken', () => {
  const stateOf = async (): Promise<string> =>
    (await Promise.all(['acme', 'globex'].map((id) => service.call('GET', `/accounts/${id}`))))
      .map(({ text }) => text)
      .join();

  it('gets the gateway’s word from every route, whether it ended, was revoked, rotated, altered or made up', async () => {
    const everything = ['read', 'charge', 'lifecycle', 'money-in', 'checkout', 'adjust', 'publish', 'operate'];
    const ended = await make({ permissions: everything, expiresAt: new Date(clock.nowMs() + 1).toISOString() });
    clock.moveTo(clock.nowMs() + 1);
    const revoked = await make({ permissions: everything });
    expect((await service.call('DELETE', `/api-keys/${revoked.keyId}`)).json).toMatchObject({ state: 'revoked' });
    const rotated = await make({ permissions: everything });
    await service.call('POST', `/api-keys/${rotated.keyId}/rotation`, { body: { overlapSeconds: 0 } });
    const live = await make({ permissions: everything });
    const altered = live.key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    const before = await stateOf();

    for (const key of [ended.key, revoked.key, rotated.key, altered, `credits_key_${'0'.repeat(16)}_${'0'.repeat(38)}`])
      for (const route of routeList) {
        const { method, path, text, headers } = requestOf(route, { accountId: 'acme' });
        const answer = await ask(key, method, path, { headers, ...present({ body: text }) });
        expect([answer.status, answer.text], `${route.id} ${key}`).toEqual([403, '{"message":"Forbidden"}']);
      }
    expect(await stateOf()).toBe(before);
    expect((await debit(live.key)).status).toBe(201);
  });

  it('stays ended: it can be revoked again, and gets no other secret', async () => {
    const { keyId } = await make({ permissions: ['read'] });
    const first = await service.call('DELETE', `/api-keys/${keyId}`);
    clock.moveTo(clock.nowMs() + minuteMs);

    expect((await service.call('DELETE', `/api-keys/${keyId}`)).text).toBe(first.text);
    expect((await service.call('POST', `/api-keys/${keyId}/rotation`)).json).toMatchObject({ code: 'api-key-ended' });
    expect((await service.call('DELETE', '/api-keys/0000000000000000')).json.code).toBe('api-key-not-found');
  });
});

it('makes no keys, whatever it may', async () => {
  const { key, keyId } = await make({ permissions: ['operate', 'lifecycle', 'publish', 'adjust'] });
  const body = JSON.stringify({ name: 'more', permissions: ['read'] });
  const headers = { 'content-type': 'application/json' };
  expect((await ask(key, 'POST', '/api-keys', { body, headers })).status).toBe(403);
  expect((await ask(key, 'GET', '/api-keys')).status).toBe(403);
  expect((await ask(key, 'POST', `/api-keys/${keyId}/rotation`)).status).toBe(403);
});
