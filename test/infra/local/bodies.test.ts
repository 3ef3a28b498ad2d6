/** Bodies as the local service takes them: whole, within their bound, or not at all. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../../shared/contract/answers/problem.ts';
import { watchOutput } from '../../support/processes/output.ts';
import { type RawReply, sendRaw } from '../../support/proxies/raw-http.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

describe('over HTTP', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

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
