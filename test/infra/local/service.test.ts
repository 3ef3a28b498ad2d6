import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../../shared/contract/answers/problem.ts';
import { dayMs } from '../../support/builders/fixtures.ts';
import { engines } from '../../support/engines/engines.ts';
import { type RawReply, sendRaw } from '../../support/proxies/raw-http.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

describe.each(engines)('data kept with --data over %s', (engine) => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'credits-data-')), 'not', 'there', 'yet');
  });
  afterAll(() => rmSync(join(dataDir, '../../..'), { recursive: true }));

  it('is there after a restart: accounts, entries, remembered answers, and how far the clock was moved', async () => {
    const before = await startTestService({ engine, dataDir });
    await before.open('kept', 'starter');
    const first = await charge(before, 'first');
    before.clock.moveTo(before.clock.nowMs() + 40 * dayMs);
    const second = await charge(before, 'second');
    const ledger = await before.call('GET', '/accounts/kept/ledger');
    const clockMs = before.clock.nowMs();
    await before.stop();

    const after = await startTestService({ engine, dataDir });

    expect(after.clock.nowMs() - clockMs).toBeGreaterThanOrEqual(0);
    expect(after.clock.nowMs() - clockMs).toBeLessThan(60_000);
    expect((await after.call('GET', '/accounts/kept')).json).toMatchObject({ seq: 5, available: 993 });
    expect((await after.call('GET', '/accounts/kept/ledger')).text).toBe(ledger.text);
    for (const [key, reply] of [
      ['first', first],
      ['second', second],
    ] as const) {
      const again = await charge(after, key);
      expect(again.text).toBe(reply.text);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
    expect((await charge(after, 'third')).json).toMatchObject({ entry: { seq: 6 }, balance: { available: 986 } });
    await after.stop();
  });
});

describe('a clock that is moved', () => {
  it('stands there when it is answered, whatever the schedules have yet to do', async () => {
    const held = Promise.withResolvers<number>();
    const queue = { send: async () => {}, backlog: () => held.promise };
    const service = await startTestService({ outside: { queue } });
    const beforeMs = service.clock.nowMs();

    const answer = await fetch(`${service.url}/local/clock`, { method: 'POST', body: '{"advanceSeconds":86400}' });

    expect(answer.status).toBe(200);
    expect(service.clock.nowMs() - beforeMs).toBeGreaterThanOrEqual(dayMs);
    held.resolve(0);
    await service.stop();
  });
});

describe('a service in memory', () => {
  it('forgets all with its end', async () => {
    const before = await startTestService();
    await before.open('forgotten');
    await before.stop();
    const after = await startTestService();
    expect((await after.call('GET', '/accounts/forgotten')).status).toBe(404);
    await after.stop();
  });
});

function charge(service: TestService, key: string): ReturnType<TestService['call']> {
  return service.call('POST', '/accounts/kept/debits', { body: { credits: 7, category: 'ai' }, key });
}

describe('over HTTP', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  describe('every answer', () => {
    it('says how long it is', async () => {
      await service.open('length');
      for (const request of ['GET /accounts/length', 'GET /accounts/nobody', 'GET /openapi.json', 'GET /nothing']) {
        const reply = await sendRaw(service.url, [`${request} HTTP/1.1`]);
        expect(reply.headers.get('content-length'), request).toBe(String(Buffer.byteLength(reply.body)));
        expect(reply.headers.get('transfer-encoding')).toBeUndefined();
        expect(reply.headers.get('cache-control')).toBe('no-store');
      }
    });

    it('to HEAD, OPTIONS and other methods names those that there are', async () => {
      for (const method of ['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'POST']) {
        const reply = await sendRaw(service.url, [`${method} /accounts/demo HTTP/1.1`]);
        expect(reply.status, method).toBe(405);
        expect(reply.headers.get('allow')).toBe('PUT, GET, DELETE');
        if (method === 'HEAD') expect(reply.body).toBe('');
        else expectProblem(reply, 405, 'method-not-allowed');
      }
    });

    it.each([
      ['GET /accounts/%E0%A4%A HTTP/1.1', 400, 'invalid-request'],
      ['GET /accounts/%00 HTTP/1.1', 400, 'invalid-request'],
      ['GET /accounts/.. HTTP/1.1', 400, 'invalid-request'],
      ['GET /accounts/demo/ledger?cursor=%E0%A4%A HTTP/1.1', 400, 'invalid-request'],
      ['GET /accounts// HTTP/1.1', 404, 'route-not-found'],
      ['GET // HTTP/1.1', 404, 'route-not-found'],
      ['GET /?/accounts/demo HTTP/1.1', 404, 'route-not-found'],
      ['GET http://elsewhere.example/accounts/demo HTTP/1.1', 404, 'route-not-found'],
      ['OPTIONS * HTTP/1.1', 404, 'route-not-found'],
    ])('to %s is a clear %i', async (line, status, code) => {
      expectProblem(await sendRaw(service.url, [line]), status, code);
    });

    it('to what is no HTTP at all is 400', async () => {
      expect((await sendRaw(service.url, ['credits please'])).status).toBe(400);
    });
  });
});

function expectProblem(reply: RawReply, status: number, code: string): void {
  expect(reply.status, reply.body).toBe(status);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.parse(JSON.parse(reply.body))).toMatchObject({ status, code });
}
