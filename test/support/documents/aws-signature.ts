/** AWS's algorithm for signatures, step by step as its documentation writes it, so that ours is held against another. */
import { createHash, createHmac } from 'node:crypto';

/** The credentials of AWS's published example. */
export const example = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signed: readonly string[];
  readonly body: string;
  readonly service: string;
}

export function signatureOf({ method, target, headers, signed, body, service }: SignedRequest): string {
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
