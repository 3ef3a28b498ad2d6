/** Lets pages of any origin ask the local service, as one that is served by a development server of its own does. */
import type { IncomingMessage } from 'node:http';

export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'account-time, date, etag, idempotency-replayed, next-cursor, retry-after',
} as const;

export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, if-none-match, x-amz-content-sha256, x-amz-date, x-amz-security-token',
  'access-control-max-age': '600',
} as const;

/** Tells a preflight, which a browser sends before it sends a request of its own headers. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
