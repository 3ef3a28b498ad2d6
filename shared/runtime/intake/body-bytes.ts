/** The bytes of a request's body, unpacked, within a bound: what is larger, before or after, isn't taken. */
import { constants, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** As OTLP recommends. */
export const unpackedMaxBytes = 20 * 1024 * 1024;

export type BodyBytes =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'faulty'; readonly detail: string };

export function bodyBytesOf({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): BodyBytes {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > unpackedMaxBytes) return { kind: 'too-large' };
  switch ((headers['content-encoding'] ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return { kind: 'read', bytes };
    case 'gzip':
      return unpacked(bytes);
    default:
      return { kind: 'faulty', detail: 'Content-Encoding must be gzip or identity' };
  }
}

function unpacked(bytes: Buffer): BodyBytes {
  try {
    const options = { maxOutputLength: unpackedMaxBytes, finishFlush: constants.Z_FINISH };
    return { kind: 'read', bytes: gunzipSync(bytes, options) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? { kind: 'too-large' }
      : { kind: 'faulty', detail: 'the body must be gzip, as Content-Encoding says' };
  }
}
