import { AwsV4Signer } from 'aws4fetch';
import { present } from '../domain/present.ts';
import type { CredentialProvider } from './credentials.ts';
import type { OutgoingRequest } from './http-client.ts';

export interface Signing {
  readonly credentials: CredentialProvider;
  readonly region: string;
  readonly nowMs: () => number;
}

/** Signs a request for API Gateway as the caller's AWS principal: signature version 4 by WebCrypto, over its body and all its headers. */
export function requestSigner({
  credentials,
  region,
  nowMs,
}: Signing): (request: OutgoingRequest) => Promise<Readonly<Record<string, string>>> {
  // Derived keys of a day, so that a request takes one signature and not five.
  const cache = new Map<string, ArrayBuffer>();
  return async ({ method, url, headers, body }) => {
    const given = await credentials();
    if (given === undefined) return headers;
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers },
      ...present({ body }),
      accessKeyId: given.accessKeyId,
      secretAccessKey: given.secretAccessKey,
      ...present({ sessionToken: given.sessionToken }),
      service: 'execute-api',
      region,
      cache,
      datetime: new Date(nowMs()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
      allHeaders: true,
    });
    const signed = await signer.sign();
    return Object.fromEntries(signed.headers);
  };
}
