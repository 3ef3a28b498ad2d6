/**
 * A signed call of an AWS service in its JSON protocol, for the few that a function asks beside its table: a client for
 * each would make it half as large again, and with that slower to start.
 */
import { Sha256 } from '@aws-crypto/sha256-js';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4 } from '@smithy/signature-v4';

export interface AwsCall {
  /** As signatures name it. */
  readonly service: string;
  /** As the header `X-Amz-Target` names it. */
  readonly target: string;
  readonly endpoint: string;
  readonly input: object;
  /** The version of the JSON protocol; 1.0 when left out. */
  readonly version?: '1.0' | '1.1';
}

const triesMax = 2;
const tryTimeoutMs = 2_000;

/** Answers what the service answered. Rejects when it didn't answer in time, or not with success. For calls that read. */
export async function callAws(call: AwsCall): Promise<unknown> {
  const body = JSON.stringify(call.input);
  const url = new URL(process.env['AWS_ENDPOINT_URL'] ?? call.endpoint);
  let failure: unknown;
  for (let tries = 0; tries < triesMax; tries += 1) {
    try {
      const headers = await signedHeaders(call, url, body);
      const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(tryTimeoutMs) });
      if (response.ok) return await response.json();
      failure = new Error(`answered ${response.status}`);
      if (response.status < 500) break;
    } catch (cause) {
      failure = cause;
    }
  }
  throw new Error(`${call.target} failed`, { cause: failure });
}

async function signedHeaders(
  { service, target, version = '1.0' }: AwsCall,
  url: URL,
  body: string,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service, region: awsRegion(), credentials: fromEnv(), sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body,
  });
  return headers;
}

/** Lambda's own. */
export function awsRegion(): string {
  return process.env['AWS_REGION'] ?? 'us-east-1';
}
