/** Objects of one bucket, by the requests that the copy of ledgers needs: put where none is, get, and list. */
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { present } from '../domain/present.ts';
import { CopyUnavailable, type LedgerCopy } from '../ports/ledger-copy.ts';
import type { Credentials } from '../storage/dynamo/signature.ts';
import { inRegion } from './aws-environment.ts';

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  readonly credentials: () => Credentials;
  readonly sleep: (ms: number) => Promise<void>;
  /** A clock that never goes back. */
  readonly monotonicMs: () => number;
  /** Where the bucket is instead of the Region's S3: an emulator. */
  readonly endpoint?: string;
  /** The machine's own when left out. */
  readonly fetch?: typeof fetch;
}

export interface S3Objects extends LedgerCopy {
  get(name: string): Promise<Uint8Array>;
  /** The names that begin so, in order. */
  list(prefix: string): AsyncGenerator<string>;
}

const triesMax = 3;
const requestMaxMs = 10_000;
/** A file that is worked on while it is read: as long as a function runs. */
const wholeMaxMs = 120_000;
const firstPauseMs = 100;
/** After a request that failed in all its tries the next ones fail at once, for so long: a batch of them ends in time, and comes again. */
const awayMs = 5_000;
const pagesMax = 1_000_000;

interface Request {
  readonly method: 'GET' | 'PUT';
  /** From the bucket on, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly maxMs?: number;
}

export function createS3Objects(settings: S3Settings): S3Objects {
  const { bucket, sleep, monotonicMs } = settings;
  let awayUntilMs = Number.NEGATIVE_INFINITY;

  /** The first answer that isn't a failure of theirs; `expected` says which statuses are answers. */
  async function send(request: Request, expected: readonly number[]): Promise<Response> {
    if (monotonicMs() < awayUntilMs) throw new CopyUnavailable(`${bucket} did not answer a moment ago`);
    let fault: unknown;
    for (let tries = 1; tries <= triesMax; tries += 1) {
      if (tries > 1) await sleep(firstPauseMs * 2 ** tries);
      try {
        const response = await attempt(settings, request);
        if (expected.includes(response.status)) return response;
        fault = `${response.status} ${(await response.text()).slice(0, 300)}`;
        // Refused for what it is: it would be again, and says nothing of others.
        if (response.status < 500 && response.status !== 429 && response.status !== 409)
          throw refused(request, bucket, fault);
      } catch (cause) {
        if (cause instanceof CopyUnavailable) throw cause;
        fault = cause;
      }
    }
    awayUntilMs = monotonicMs() + awayMs;
    throw refused(request, bucket, fault);
  }

  return {
    keep: async (name, content) => {
      const body = new Uint8Array(content);
      const checksum = createHash('sha256').update(body).digest('base64');
      // What is locked takes no object without a checksum. 412: there is one of this name, which says the same.
      const headers = { 'if-none-match': '*', 'x-amz-checksum-sha256': checksum };
      await (await send({ method: 'PUT', path: pathOf(name), headers, body }, [200, 412])).arrayBuffer();
    },
    get: async (name) => {
      const response = await send({ method: 'GET', path: pathOf(name) }, [200]);
      return new Uint8Array(await response.arrayBuffer());
    },
    async *list(prefix) {
      let next: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const query = new URLSearchParams({ 'list-type': '2', prefix, 'encoding-type': 'url' });
        if (next !== undefined) query.set('continuation-token', next);
        const text = await (await send({ method: 'GET', path: `?${query}` }, [200])).text();
        for (const [, key = ''] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) yield unescaped(key);
        next = /<NextContinuationToken>([^<]*)</.exec(text)?.[1]?.replaceAll('&amp;', '&');
        if (next === undefined) return;
      }
    },
  };
}

function refused({ method, path }: Request, bucket: string, cause: unknown): CopyUnavailable {
  return new CopyUnavailable(`${method} ${path} of ${bucket} failed: ${String(cause)}`, { cause });
}

/** An object as it comes, for who reads on while it does. Whoever asks tries again: nothing of it is kept. Rejects with `CopyUnavailable` where there is none, or S3 is away. */
export async function openS3Object(settings: S3Settings, name: string): Promise<AsyncIterable<Uint8Array>> {
  const request = { method: 'GET', path: pathOf(name), maxMs: wholeMaxMs } as const;
  const response = await attempt(settings, request);
  if (response.ok && response.body !== null) return response.body;
  throw refused(request, settings.bucket, `${response.status} ${(await response.text()).slice(0, 300)}`);
}

async function attempt(
  settings: S3Settings,
  { method, path, headers = {}, body, maxMs = requestMaxMs }: Request,
): Promise<Response> {
  const { bucket, region, endpoint, credentials, fetch: call = fetch } = settings;
  const base = endpoint === undefined ? `https://${bucket}.s3.${inRegion(region)}` : `${endpoint}/${bucket}`;
  const signed = await new AwsV4Signer({
    method,
    url: `${base}/${path}`,
    headers: {
      ...headers,
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
    },
    ...present({ body }),
    ...credentials(),
    service: 's3',
    region,
  }).sign();
  return call(signed.url, {
    method,
    headers: signed.headers,
    ...present({ body }),
    signal: AbortSignal.timeout(maxMs),
  });
}

/** Names may have percent signs in them, like any other sign. */
function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

function unescaped(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
