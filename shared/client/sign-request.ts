import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CredentialProvider } from './credentials.ts';
import type { OutgoingRequest } from './http-client.ts';

export interface Signing {
  readonly credentials: CredentialProvider;
  readonly region: string;
  readonly nowMs: () => number;
}

/** Signs a request for API Gateway as the caller's AWS principal: signature version 4, over its body and all its headers. */
export function requestSigner({
  credentials,
  region,
  nowMs,
}: Signing): (request: OutgoingRequest) => Promise<Readonly<Record<string, string>>> {
  return async ({ method, url, headers, body }) => {
    const given = await credentials();
    if (given === undefined) return headers;
    const signer = new SignatureV4({ service: 'execute-api', region, credentials: given, sha256: Sha256 });
    const signed = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { ...headers, host: url.host },
        ...(body === undefined ? {} : { body }),
      },
      { signingDate: new Date(nowMs()) },
    );
    return signed.headers;
  };
}
