import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../../shared/contract/answers/problem.ts';
import { dayMs } from '../../support/builders/fixtures.ts';
import { engines } from '../../support/engines/engines.ts';
import { watchOutput } from '../../support/processes/output.ts';
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

  describe('/local/clock', () => {
    const clock = '/local/clock';

    it('tells the time, and goes ahead by an amount or to an instant', async () => {
      const start = Date.parse((await service.call('GET', clock)).json.now);
      expect(Math.abs(start - service.clock.nowMs())).toBeLessThan(5_000);
      const ahead = await service.call('POST', clock, { body: { advanceSeconds: 3_600 } });
      const aheadMs = Date.parse(ahead.json.now) - start;
      expect(aheadMs).toBeGreaterThanOrEqual(3_600_000);
      expect(aheadMs).toBeLessThan(3_605_000);
      const to = await service.call('POST', clock, { body: { now: '2031-05-06T07:08:09.000Z' } });
      expect(to.json.now).toMatch(/^2031-05-06T07:08:09\.\d{3}Z$/);
      await service.open('late');
      const { renewsAt } = (await service.call('GET', '/accounts/late')).json;
      expect(renewsAt).toMatch(/^2031-06-06T07:08:/);
    });

    it.each([
      ['nothing', '', 'body'],
      ['no JSON', '{', 'body'],
      ['a list', '[]', 'body'],
      ['neither', '{}', 'now'],
      ['a word', '{"now":"tomorrow"}', 'now'],
      ['30 February', '{"now":"2032-02-30T00:00:00.000Z"}', 'now'],
      ['the past', '{"now":"2026-01-01T00:00:00.000Z"}', 'now'],
      ['no time at all', '{"advanceSeconds":0}', 'advanceSeconds'],
      ['a step back', '{"advanceSeconds":-1}', 'advanceSeconds'],
      ['half a second', '{"advanceSeconds":0.5}', 'advanceSeconds'],
      ['centuries', '{"advanceSeconds":1e11}', 'advanceSeconds'],
      ['a text', '{"advanceSeconds":"60"}', 'advanceSeconds'],
      ['both', '{"advanceSeconds":60,"now":"2040-01-01T00:00:00.000Z"}', 'advanceSeconds'],
      ['a member too many', '{"advanceSeconds":60,"zone":"UTC"}', 'zone'],
    ])('refuses %s by name, and does not move', async (_what, text, field) => {
      const beforeMs = service.clock.nowMs();
      const reply = await service.call('POST', clock, { text });
      expect(reply.json).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ field }] });
      expect(service.clock.nowMs() - beforeMs).toBeLessThan(5_000);
    });

    it('takes no other method', async () => {
      const reply = await service.call('DELETE', clock);
      expect(reply.json).toMatchObject({ status: 405, code: 'method-not-allowed' });
      expect(reply.headers.get('allow')).toBe('GET, POST');
    });
  });

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

  describe('a body', () => {
    const post = ['POST /quotes HTTP/1.1', 'Content-Type: application/json'];
    const elevenMegabytes = Buffer.alloc(11 * 1024 * 1024, ' ');

    it('of 11 MB is refused as too large, declared or in chunks', async () => {
      const declared = [...post, `Content-Length: ${elevenMegabytes.length}`];
      expectProblem(await sendRaw(service.url, declared, elevenMegabytes), 413, 'request-too-large');
      const size = Buffer.from(`${elevenMegabytes.length.toString(16)}\r\n`);
      const chunked = Buffer.concat([size, elevenMegabytes, Buffer.from('\r\n0\r\n\r\n')]);
      const reply = await sendRaw(service.url, [...post, 'Transfer-Encoding: chunked'], chunked);
      expectProblem(reply, 413, 'request-too-large');
    });

    it('that never comes to its end changes nothing, and is nobody’s error', async () => {
      await service.open('aborted');
      const whole = '{"credits":7,"category":"ai"}';
      const { lines } = await watchOutput(async () => {
        await sendAndHangUp(
          service.url,
          [
            'POST /accounts/aborted/debits HTTP/1.1',
            `Host: ${new URL(service.url).host}`,
            'Idempotency-Key: aborted',
            'Content-Type: application/json',
            `Content-Length: ${whole.length + 1}`,
          ],
          whole,
        );
        expect((await service.call('GET', '/accounts/aborted')).json.available).toBe(5_000);
      });
      expect(lines).toEqual([]);
    });
  });
});

function expectProblem(reply: RawReply, status: number, code: string): void {
  expect(reply.status, reply.body).toBe(status);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.parse(JSON.parse(reply.body))).toMatchObject({ status, code });
}

async function sendAndHangUp(url: string, lines: readonly string[], body: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  await new Promise<void>((resolve) => {
    socket.write([...lines, '', body].join('\r\n'), () => resolve());
  });
  socket.destroy();
  await once(socket, 'close');
}
