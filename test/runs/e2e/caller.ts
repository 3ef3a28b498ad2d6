/** Calls a deployed API as a workload does, each request signed, or as a person with a token. */
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as tlsRequest } from 'node:https';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { present } from '../../../shared/domain/present.ts';
import { type Emulator, region } from './emulator.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: looked into by path; what isn't there fails the test.
  readonly json: any;
  readonly headers: NodeJS.Dict<string | string[]>;
}

export interface SentRequest {
  readonly body?: unknown;
  /** Instead of a body in JSON. */
  readonly form?: URLSearchParams;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Target {
  readonly emulator: Emulator;
  readonly host: string;
  readonly service: string;
  /** Whose certificate to trust. */
  readonly ca?: string;
}

const replyMaxMs = 60_000;

export async function call(
  target: Target,
  method: string,
  path: string,
  sent: SentRequest & { readonly keys?: Keys } = {},
): Promise<Reply> {
  const { emulator, host, service, ca } = target;
  const text = sent.form?.toString() ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const contentType = sent.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = {
    host,
    ...(text === undefined ? {} : { 'content-type': contentType }),
    ...present({ 'idempotency-key': sent.key }),
    ...sent.headers,
  };
  const [pathname = '/', search = ''] = path.split('?');
  const unsigned = {
    method,
    protocol: new URL(emulator.endpoint).protocol,
    hostname: host,
    path: pathname,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers,
    ...present({ body: text }),
  };
  const signed = sent.keys === undefined ? unsigned : await signer(service, sent.keys).sign(unsigned);
  return exchange(
    {
      host: '127.0.0.1',
      port: emulator.port,
      method,
      path,
      headers: signed.headers,
      timeout: replyMaxMs,
      ...(ca === undefined ? {} : { ca, servername: 'localhost' }),
    },
    text,
  );
}

function exchange(options: RequestOptions, text: string | undefined): Promise<Reply> {
  const request = 'ca' in options ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        const answer = Buffer.concat(parts).toString();
        resolve({ status: incoming.statusCode ?? 0, text: answer, json: parseBody(answer), headers: incoming.headers });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no reply in time')));
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

function signer(service: string, credentials: Keys): SignatureV4 {
  return new SignatureV4({ service, region, credentials, sha256: Sha256 });
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
