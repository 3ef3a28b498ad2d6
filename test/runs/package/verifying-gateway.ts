/** Lets requests through to a service whose signature is right: reckoned anew by the AWS SDK's own signer. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export const tryKey = { accessKeyId: 'AKIDTRY', secretAccessKey: 'a secret to try with' };
const region = 'eu-west-1';

export interface VerifyingGateway {
  readonly url: string;
  /** Requests with a right signature, and those that were turned away. */
  readonly counts: { right: number; wrong: number };
  stop(): Promise<void>;
}

export async function startVerifyingGateway(target: string): Promise<VerifyingGateway> {
  const counts = { right: 0, wrong: 0 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const signed = await expectedSignature(request.method ?? 'GET', request.url ?? '/', headers, body);
    if (signed === undefined || signed !== headers['authorization']) {
      counts.wrong += 1;
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
      return;
    }
    counts.right += 1;
    const { host: _host, connection: _connection, 'content-length': _length, ...others } = headers;
    const answer = await fetch(target + request.url, {
      method: request.method ?? 'GET',
      headers: others,
      ...(body.length === 0 ? {} : { body }),
    });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}`, counts, stop };
}

async function expectedSignature(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<string | undefined> {
  const { authorization = '', 'x-amz-date': date = '' } = headers;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  if (!['host', 'x-amz-date'].every((name) => names.includes(name))) return undefined;
  const url = new URL(`http://host${target}`);
  const given = Object.fromEntries(
    names.filter((name) => name !== 'x-amz-date').map((name) => [name, headers[name] ?? '']),
  );
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials: tryKey,
    sha256: Sha256,
    applyChecksum: false,
  });
  const { headers: signed } = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: 'host',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: given,
      ...(body.length === 0 ? {} : { body }),
    },
    { signingDate: new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')) },
  );
  // The order of the parts and of the headers is the signer's own; the signature is what counts.
  return signatureIn(signed['authorization'] ?? '') === signatureIn(authorization) ? authorization : undefined;
}

function signatureIn(authorization: string): string | undefined {
  return /Signature=([0-9a-f]{64})/.exec(authorization)?.[1];
}
