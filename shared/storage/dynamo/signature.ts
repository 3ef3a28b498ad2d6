/** AWS Signature Version 4 of one kind of request: a POST of a JSON text to the root of an endpoint. */
import { createHmac, hash } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For temporary ones, as a role's are. */
  readonly sessionToken?: string;
}

export interface UnsignedRequest {
  readonly host: string;
  /** Names in lower case and in their order, `host` and what the signature itself adds left out. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly atMs: number;
}

export type Sign = (request: UnsignedRequest, credentials: Credentials) => Record<string, string>;

const algorithm = 'AWS4-HMAC-SHA256';
const dayDigits = 8;

/** Gives a request's headers back with those that sign it. A day's key is derived once for each secret in use. */
export function createSigner({ region, service }: { readonly region: string; readonly service: string }): Sign {
  let derived: { readonly secret: string; readonly day: string; readonly key: Uint8Array } | undefined;

  function keyOf(secret: string, day: string): Uint8Array {
    if (derived?.secret === secret && derived.day === day) return derived.key;
    let key: Uint8Array = Buffer.from(`AWS4${secret}`);
    for (const part of [day, region, service, 'aws4_request']) key = hmac(key, part);
    derived = { secret, day, key };
    return key;
  }

  return ({ host, headers, body, atMs }, { accessKeyId, secretAccessKey, sessionToken }) => {
    const at = timestamp(atMs);
    const day = at.slice(0, dayDigits);
    const all = [
      ...headers,
      ['host', host] as const,
      ['x-amz-date', at] as const,
      ...(sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken] as const]),
    ].sort(([a], [b]) => (a < b ? -1 : 1));
    const names = all.map(([name]) => name).join(';');
    const lines = all.map(([name, value]) => `${name}:${value}\n`).join('');
    const canonical = `POST\n/\n\n${lines}\n${names}\n${hash('sha256', body)}`;
    const scope = `${day}/${region}/${service}/aws4_request`;
    const text = `${algorithm}\n${at}\n${scope}\n${hash('sha256', canonical)}`;
    const signature = hmac(keyOf(secretAccessKey, day), text).toString('hex');
    const authorization = `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...Object.fromEntries(all), authorization };
  };
}

/** As `20261126T175500Z`. */
function timestamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
