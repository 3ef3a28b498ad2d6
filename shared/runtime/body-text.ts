/** The text of a request's body, or what is wrong with its bytes: two different bodies never count as one. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { FieldFault } from './http-answer.ts';

export type BodyText =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'faulty'; readonly fault: FieldFault };

/** Throws on bytes that are no UTF-8 and keeps a byte order mark, where Buffer would put in its own characters. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function bodyTextOf({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): BodyText {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== '') {
    return faulty('Content-Encoding', 'must be identity: the body is taken as it is, uncompressed');
  }
  if (!isBase64Encoded) return { kind: 'read', text: body };
  try {
    return { kind: 'read', text: utf8.decode(Buffer.from(body, 'base64')) };
  } catch {
    return faulty('body', 'must be UTF-8');
  }
}

function faulty(field: string, message: string): BodyText {
  return { kind: 'faulty', fault: { field, message } };
}
