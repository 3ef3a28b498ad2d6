/**
 * Calls the API by the route table: one request, repeated with the same key while nothing is known of its fate, within
 * named bounds of tries and time. Whatever else the service answers is the caller's.
 */

import { present } from '../domain/present.ts';
import type { OperationCall } from './operations.ts';
import { newRequestKey } from './request-key.ts';
import { isTransient, pauseMs, type RetryBounds, retryAfterMs, usualBounds } from './retry.ts';
import { type ClientSurroundings, processSurroundings } from './surroundings.ts';

/** The target of a request: an entry of the client's own table, or a route. */
export type Target = Pick<OperationCall, 'method' | 'path' | 'isChange'> & {
  /** Answers 204 where it takes what came. */
  readonly isEmpty?: true;
};

export interface HttpClient {
  send(target: Target, request?: ClientRequest): Promise<ClientAnswer>;
}

export interface ClientRequest {
  /** The values that stand in the path's braces. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: object;
  readonly body?: unknown;
  /** Made up when left out, and kept across the retries of this call. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface ClientAnswer {
  readonly status: number;
  readonly text: string;
  readonly isReplay: boolean;
  /** The cursor of a table's next page. */
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
    send: async ({ method, path, isChange, isEmpty }, { params = {}, query, body, idempotencyKey, signal } = {}) => {
      const request: OutgoingRequest = {
        method,
        url: new URL(base + pathOf(path, params) + queryText(query)),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(isChange ? { 'idempotency-key': idempotencyKey ?? newRequestKey() } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const endMs = surroundings.monotonicMs() + bounds.totalMs;
      let last: Failure = { kind: 'failed', cause: undefined, waitMs: 0 };
      for (let tries = 0; tries < bounds.triesMax; tries += 1) {
        const pause = tries === 0 ? 0 : pauseMs(tries, last.waitMs, surroundings.random);
        const leftMs = endMs - surroundings.monotonicMs() - pause;
        if (leftMs <= 0) break;
        if (pause > 0) await surroundings.sleep(pause);
        signal?.throwIfAborted();
        const timeoutMs = Math.min(bounds.tryTimeoutMs, leftMs);
        const tried = await tryOnce({ ...request, timeoutMs, ...present({ signal, isEmpty }) }, options, surroundings);
        signal?.throwIfAborted();
        if (tried.kind === 'answered') return tried.answer;
        last = tried;
      }
      throw new NoAnswer(`no answer from ${request.url.origin}`, { cause: last.cause });
    },
  };
}

interface Failure {
  readonly kind: 'failed';
  readonly cause: unknown;
  /** The time that the service asked to wait. */
  readonly waitMs: number;
}

type AttemptResult = { readonly kind: 'answered'; readonly answer: ClientAnswer } | Failure;

interface Attempt extends OutgoingRequest {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly isEmpty?: true;
}

async function tryOnce(
  request: Attempt,
  { fetch: send = fetch, sign }: HttpClientOptions,
  { nowMs }: ClientSurroundings,
): Promise<AttemptResult> {
  const { method, url, body, timeoutMs, signal, isEmpty } = request;
  // Whoever provides credentials has tried as often as makes sense: what it throws is thrown on.
  const headers = sign === undefined ? request.headers : await sign(request);
  try {
    const timeout = AbortSignal.timeout(Math.ceil(timeoutMs));
    const response = await send(url, {
      method,
      headers,
      // A redirected request would arrive with a signature for another address.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...present({ body }),
    });
    const text = await response.text();
    const { status } = response;
    if (isTransient(status, text)) {
      const waitMs = retryAfterMs(response.headers.get('retry-after'), nowMs());
      return { kind: 'failed', cause: new Error(`the service answered ${status}: ${text.slice(0, shownMax)}`), waitMs };
    }
    const isEmptied = isEmpty === true && status === 204;
    if (response.ok && !isEmptied && !isOurs(response.headers.get('content-type') ?? '', text))
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

/** Tells an answer of ours from one by something else. What stands between may answer in the service's place, and call it a success. */
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

function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => escapeText(String(params[name])));
}

function queryText(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${given.map(([name, value]) => `${escapeText(name)}=${escapeText(String(value))}`).join('&')}`;
}

/** RFC 3986, as signatures reckon with it. */
function escapeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
