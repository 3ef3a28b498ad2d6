import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Credentials, environmentCredentials, withRefresh } from '../../shared/client/credentials.ts';
import { createCreditsClient } from '../../shared/client/credits-client.ts';
import { processSurroundings } from '../../shared/client/surroundings.ts';

const nowMs = Date.parse('2015-08-30T12:36:00.000Z');
const example = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

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

interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signed: readonly string[];
  readonly body: string;
  readonly service: string;
}

/** AWS's algorithm, step by step as its documentation writes it. */
function signatureOf({ method, target, headers, signed, body, service }: SignedRequest): string {
  const [path = '/', query = ''] = target.split('?');
  const canonicalPath = path.split('/').map(escapeSigns).join('/');
  const canonicalQuery = query === '' ? '' : query.split('&').sort().join('&');
  const canonicalHeaders = signed.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const parts = [method, canonicalPath, canonicalQuery, canonicalHeaders, signed.join(';'), sha256(body)];
  const date = headers['x-amz-date'] ?? '';
  const day = date.slice(0, 8);
  const scope = `${day}/us-east-1/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(parts.join('\n'))].join('\n');
  const steps = [day, 'us-east-1', service, 'aws4_request'];
  const key = steps.reduce<Buffer>((last, step) => hmac(last, step), Buffer.from(`AWS4${example.secretAccessKey}`));
  return hmac(key, text).toString('hex');
}

function escapeSigns(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

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
