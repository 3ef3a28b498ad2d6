/**
 * Calls the API by the route table: one request, repeated with the same key while nothing is known of its fate, within
 * named bounds of tries and time. Whatever else the service answers is the caller's.
 */
import type * as z from 'zod/mini';
import type { Route } from '../contract/routes/route.ts';
import { isTransient, pauseMs, type RetryBounds, retryAfterMs, usualBounds } from './retry.ts';
import { type ClientSurroundings, processSurroundings } from './surroundings.ts';

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

export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpClientOptions {
  readonly fetch?: typeof fetch;
  /** Adds what authenticates the request. Asked before every try, since signatures age. */
  readonly sign?: (request: OutgoingRequest) => Promise<Readonly<Record<string, string>>>;
  readonly bounds?: Partial<RetryBounds>;
  readonly surroundings?: ClientSurroundings;
}

export function createHttpClient(baseUrl: string, options: HttpClientOptions = {}): HttpClient {
  const { surroundings = processSurroundings } = options;
  const bounds = { ...usualBounds, ...options.bounds };
  const base = baseUrl.replace(/\/+$/, '');
  return {
    send: async (route, { params, query, body, idempotencyKey }) => {
      const request: OutgoingRequest = {
        method: route.method,
        url: new URL(base + pathOf(route, params) + queryText(query)),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(route.isChange ? { 'idempotency-key': idempotencyKey ?? crypto.randomUUID() } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const endMs = surroundings.monotonicMs() + bounds.totalMs;
      let last: Failed = { kind: 'failed', cause: undefined, waitMs: 0 };
      for (let tries = 0; tries < bounds.triesMax; tries += 1) {
        const pause = tries === 0 ? 0 : pauseMs(tries, last.waitMs, surroundings.random);
        const leftMs = endMs - surroundings.monotonicMs() - pause;
        if (leftMs <= 0) break;
        if (pause > 0) await surroundings.sleep(pause);
        const tried = await tryOnce(request, Math.min(bounds.tryTimeoutMs, leftMs), options, surroundings);
        if (tried.kind === 'answered') return tried.answer;
        last = tried;
      }
      throw new NoAnswer(`no answer from ${request.url.origin}`, { cause: last.cause });
    },
  };
}

interface Failed {
  readonly kind: 'failed';
  readonly cause: unknown;
  /** What the service asked to wait. */
  readonly waitMs: number;
}

type Tried = { readonly kind: 'answered'; readonly answer: ClientAnswer } | Failed;

async function tryOnce(
  request: OutgoingRequest,
  timeoutMs: number,
  { fetch: send = fetch, sign }: HttpClientOptions,
  { nowMs }: ClientSurroundings,
): Promise<Tried> {
  try {
    const { method, url, body } = request;
    const headers = sign === undefined ? request.headers : await sign(request);
    const response = await send(url, {
      method,
      headers,
      // A redirected request would arrive with a signature for another place.
      redirect: 'error',
      signal: AbortSignal.timeout(Math.ceil(timeoutMs)),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const { status } = response;
    if (isTransient(status, text)) {
      const waitMs = retryAfterMs(response.headers.get('retry-after'), nowMs());
      return { kind: 'failed', cause: new Error(`the service answered ${status}: ${text.slice(0, shownMax)}`), waitMs };
    }
    if (response.ok && !isOurs(response.headers.get('content-type') ?? '', text))
      return {
        kind: 'failed',
        cause: new Error(`not an answer of the service: ${text.slice(0, shownMax)}`),
        waitMs: 0,
      };
    const isReplay = response.headers.get('idempotency-replayed') === 'true';
    const nextCursor = response.headers.get('next-cursor');
    return { kind: 'answered', answer: { status, text, isReplay, ...(nextCursor === null ? {} : { nextCursor }) } };
  } catch (cause) {
    return { kind: 'failed', cause, waitMs: 0 };
  }
}

/** How much of an unexpected answer goes into an error. */
const shownMax = 500;

/** What stands between may answer in the service's place, and call it a success. */
function isOurs(contentType: string, text: string): boolean {
  if (/^(text\/csv|application\/x-ndjson)\b/.test(contentType)) return true;
  if (!/^application\/json\b/.test(contentType)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function pathOf(route: Route, params: unknown): string {
  return route.path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
    return escaped(String(value));
  });
}

function queryText(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${given.map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`).join('&')}`;
}

/** RFC 3986, as signatures reckon with it. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
