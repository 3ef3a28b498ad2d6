/** The bucket of the second copy, by the requests that it gets and what it may answer: a server on this machine stands in. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CopyUnavailable } from '../../shared/ports/ledger-copy.ts';
import { createS3Objects, type S3Objects } from '../../shared/runtime/s3-objects.ts';
import { serve } from '../support/proxies/small-s3.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

const content = new TextEncoder().encode('ledger');

describe('the bucket of the second copy', () => {
  let server: Server;
  let asked: Asked[];
  let stored: Map<string, Buffer>;
  /** Statuses to answer with before the server does what it is asked. */
  let failing: number[];
  let nowMs: number;
  let objects: S3Objects;

  beforeEach(async () => {
    [asked, stored, failing, nowMs] = [[], new Map(), [], 0];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers });
      const fault = failing.shift();
      const { status, body } =
        fault === undefined ? serve(stored, request, Buffer.concat(chunks)) : { status: fault, body: 'no' };
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    objects = createS3Objects({
      bucket: 'copies',
      region: 'eu-west-1',
      credentials: () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token' }),
      sleep: async () => {},
      monotonicMs: () => nowMs,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
  });

  afterEach(() => {
    server.close();
  });

  it('takes an object only where none is, with a checksum, signed, and counts one that is there as kept', async () => {
    await objects.keep('ledgers/3f/acme%3Ade/a.gz', content);
    await objects.keep('ledgers/3f/acme%3Ade/a.gz', new Uint8Array(3));

    expect([...stored].map(([name, body]) => [name, body.toString()])).toEqual([
      ['ledgers/3f/acme%3Ade/a.gz', 'ledger'],
    ]);
    expect(asked[0]?.headers).toMatchObject({
      'if-none-match': '*',
      'x-amz-checksum-sha256': createHash('sha256').update(content).digest('base64'),
      'x-amz-content-sha256': createHash('sha256').update(content).digest('hex'),
      'x-amz-security-token': 'token',
    });
    expect(asked[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request/,
    );
    expect(Buffer.from(await objects.get('ledgers/3f/acme%3Ade/a.gz')).toString()).toBe('ledger');
  });

  it('is tried again where it doesn’t answer well, and no more than three times', async () => {
    failing = [503, 500];
    await objects.keep('one', content);
    expect(asked.length).toBe(3);

    failing = [500, 500, 500];
    await expect(objects.keep('two', content)).rejects.toThrow(CopyUnavailable);
    expect(asked.length).toBe(6);
    expect([...stored.keys()]).toEqual(['one']);
  });

  it('is left alone for a moment after it failed, so that a whole batch fails in time; then it is asked again', async () => {
    failing = [503, 503, 503];
    await expect(objects.keep('one', content)).rejects.toThrow(/failed: 503/);
    await expect(objects.keep('two', content)).rejects.toThrow(/a moment ago/);
    expect(asked.length).toBe(3);

    nowMs += 5_000;
    await objects.keep('two', content);
    expect([...stored.keys()]).toEqual(['two']);
  });

  it('is not tried again where it refuses, as without a right, and goes on with others', async () => {
    failing = [403];
    await expect(objects.keep('one', content)).rejects.toThrow(/403/);
    expect(asked.length).toBe(1);
    await objects.keep('two', content);
    expect([...stored.keys()]).toEqual(['two']);
  });

  it('is listed page by page, each name as it was given', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `ledgers/3f/a%20${n}&b/x`);
    for (const name of [...names, 'other']) await objects.keep(name, content);

    const found: string[] = [];
    for await (const name of objects.list('ledgers/')) found.push(name);
    expect(found).toEqual(names);
    expect(asked.filter(({ url }) => url.includes('continuation-token')).length).toBe(2);
  });
});
