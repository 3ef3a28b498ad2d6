/** Calls the API by the route table: one request, repeated with the same key while the contract calls the answer retryable. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod/mini';
import type { Route } from '../contract/route.ts';

export interface HttpClient {
  send<Params extends z.ZodMiniType, Query extends z.ZodMiniType, Body extends z.ZodMiniType | undefined>(
    route: Route<Params, Query, Body>,
    request: ClientRequest<z.input<Params>, z.input<Query>, Body extends z.ZodMiniType ? z.input<Body> : undefined>,
  ): Promise<ClientAnswer>;
}

export interface ClientRequest<Params, Query, Body> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Made up when left out, and kept across the retries of this call. */
  readonly idempotencyKey?: string;
}

export interface ClientAnswer {
  readonly status: number;
  readonly text: string;
  readonly isReplay: boolean;
  /** Of a page that is a table. */
  readonly nextCursor?: string;
}

/** The service gave no answer within the bounds. A change may have happened: the same key again settles it. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const triesMax = 6;
const tryTimeoutMs = 30_000;

export function createHttpClient(baseUrl: string): HttpClient {
  return {
    send: async (route, { params, query, body, idempotencyKey }) => {
      const url = new URL(pathOf(route, params) + queryText(query), baseUrl);
      const headers: Record<string, string> = {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.isChange ? { 'idempotency-key': idempotencyKey ?? randomUUID() } : {}),
      };
      let last: unknown;
      for (let tries = 0; tries < triesMax; tries += 1) {
        if (tries > 0) await sleep(pauseMs(tries));
        try {
          const response = await fetch(url, {
            method: route.method,
            headers,
            signal: AbortSignal.timeout(tryTimeoutMs),
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          });
          const text = await response.text();
          const isReplay = response.headers.get('idempotency-replayed') === 'true';
          const nextCursor = response.headers.get('next-cursor');
          if (response.status !== 503 && response.status !== 429)
            return { status: response.status, text, isReplay, ...(nextCursor === null ? {} : { nextCursor }) };
          last = new Error(`the service answered ${response.status}: ${text}`);
        } catch (cause) {
          last = cause;
        }
      }
      throw new NoAnswer(`no answer from ${url.origin}`, { cause: last });
    },
  };
}

function pathOf(route: Route, params: unknown): string {
  return route.path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
    return encodeURIComponent(String(value));
  });
}

function queryText(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.append(name, String(value));
  return given.size === 0 ? '' : `?${given}`;
}

/** Full jitter over a window that doubles up to two seconds. */
function pauseMs(tries: number): number {
  return Math.random() * Math.min(2_000, 100 * 2 ** tries);
}
