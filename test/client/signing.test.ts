import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Credentials, environmentCredentials, withRefresh } from '../../shared/client/credentials.ts';
import { createCreditsClient } from '../../shared/client/credits-client.ts';
import { processSurroundings } from '../../shared/client/surroundings.ts';
import { example, signatureOf } from '../support/documents/aws-signature.ts';

const nowMs = Date.parse('2015-08-30T12:36:00.000Z');

describe('signing', () => {
  it('is checked here by a computation that gives the signature AWS publishes for its example', () => {
    const signature = signatureOf({
      method: 'GET',
      target: '/',
      headers: { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' },
      signed: ['host', 'x-amz-date'],
      body: '',
      service: 'service',
    });

    expect(signature).toBe('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
  });

  it('signs path, query, key and body as API Gateway reckons', async () => {
    const { requests, url, stop } = await startRecorder();
    const client = createCreditsClient({
      url,
      region: 'us-east-1',
      credentials: async () => ({ ...example, sessionToken: 'token/of+the=session' }),
      surroundings: { ...processSurroundings, nowMs: () => nowMs },
    });
    await client.readLedger({ accountId: 'team:a@b', query: { cursor: 'a b/c+d=(e)*', limit: '5' } });
    await client.debitCredits({
      accountId: 'acme',
      body: { credits: 12.5, category: 'ai', dimensions: { user: 'Ada Lovelace, Ü' } },
      idempotencyKey: 'a key of mine',
    });
    await stop();

    expect(requests).toHaveLength(2);
    for (const { method = '', url: target = '', headers, body } of requests) {
      const [, scope, names = '', signature] =
        /^AWS4-HMAC-SHA256 Credential=(.+), SignedHeaders=(.+), Signature=(.+)$/.exec(headers.authorization ?? '') ??
        [];
      const signed = names.split(';');
      const given = Object.fromEntries(signed.map((name) => [name, String(headers[name])]));
      expect(scope).toBe('AKIDEXAMPLE/20150830/us-east-1/execute-api/aws4_request');
      expect(signed).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']));
      expect(signature).toBe(signatureOf({ method, target, headers: given, signed, body, service: 'execute-api' }));
    }
    expect(requests[1]?.headers.authorization).toContain('content-type;host;idempotency-key;x-amz-');
  });

  it('asks a provider once for many requests, again before the credentials end, and again after a failure', async () => {
    let atMs = 0;
    let asked = 0;
    const provide = withRefresh(
      async (): Promise<Credentials> => {
        asked += 1;
        if (asked === 1) throw new Error('not yet');
        return { ...example, expiration: new Date(atMs + 3_600_000) };
      },
      () => atMs,
    );

    await expect(provide()).rejects.toThrow('not yet');
    await Promise.all([provide(), provide(), provide()]);
    expect(asked).toBe(2);
    atMs = 3_600_000 - 5 * 60_000 - 1;
    await provide();
    expect(asked).toBe(2);
    atMs += 1;
    await provide();
    expect(asked).toBe(3);
  });

  it('takes what Lambda has in the environment, and leaves requests unsigned where there is nothing', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    delete process.env['AWS_ACCESS_KEY_ID'];
    expect(await environmentCredentials()).toBeUndefined();
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' });
    expect(await environmentCredentials()).toEqual({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' });
    for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
});

interface Recorder {
  readonly url: string;
  readonly requests: (Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { readonly body: string })[];
  stop(): Promise<void>;
}

/** Refuses everything, and remembers what was sent. */
async function startRecorder(): Promise<Recorder> {
  const requests: Recorder['requests'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    const problem = { type: '/problems/account-not-found', code: 'account-not-found', title: 't', detail: 'd' };
    response
      .writeHead(404, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ ...problem, status: 404, retryable: true }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${address.port}`, requests, stop };
}
