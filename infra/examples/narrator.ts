/**
 * Tells a story to a running service and keeps its answers as the contract's examples. Every step says how it is to end,
 * and the telling fails at the first that ends otherwise: an example that isn't true is never written.
 */

import type { ProblemCode } from '../../shared/contract/answers/problem-code.ts';
import { problems } from '../../shared/contract/answers/problems.ts';
import type { RecordedProblem } from '../../shared/contract/openapi/recorded-examples.ts';
import type { Method, Route } from '../../shared/contract/routes/route.ts';
import { noCredits } from '../../shared/domain/amount.ts';
import { present } from '../../shared/domain/present.ts';
import { defaultProject } from '../../shared/domain/project.ts';
import { withStore } from '../../shared/runtime/with-store.ts';
import type { LocalService } from '../local/service.ts';

/** A request as it goes over the wire. */
export interface Exchange {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

export interface Narrator {
  /** The route's own request, or another: it must succeed. Answers the body. */
  done(told: Exchange): Promise<unknown>;
  /**
   * Sends the route's own request, once all that hangs off the commits before is there, and keeps the answer as the route's
   * example; of a long answer, only what `keep` picks. Another request of the route is sent where its own can't be known before.
   */
  shown(route: Route, keep?: (answer: unknown) => unknown, told?: Exchange): Promise<unknown>;
  /** Sends the same again: it must be answered as before, and marked as a replay. */
  replayed(told: Exchange): Promise<void>;
  /** Must be refused with this code; the problem becomes the code's example. */
  refused(code: ProblemCode, told: Exchange): Promise<void>;
  /** Settles an event of the payment provider. */
  tell(event: object): Promise<void>;
  moveTo(instant: string): void;
  /** Does what an audit does that finds something wrong. */
  quarantine(accountId: string, finding: string): Promise<void>;
  /** Does what the stream’s consumer does where an account asks for a top-up. */
  askTopUp(
    accountId: string,
    asked: { readonly seq: number; readonly at: string; readonly packId: string },
  ): Promise<void>;
}

export interface Recording {
  readonly answers: Map<string, unknown>;
  readonly problems: Map<ProblemCode, RecordedProblem>;
}

/** Sends a route's own example, or the same with another path parameter, body or key. */
export function request(
  route: Route,
  over: { readonly params?: Route['example']['params']; readonly body?: unknown; readonly key?: string } = {},
): Exchange {
  const params = { ...route.example.params, ...over.params };
  const body = 'body' in over ? over.body : route.example.body;
  return {
    method: route.method,
    path: route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(params[name]))),
    ...present({ body }),
    ...(route.isChange ? { key: over.key ?? `${route.id}-1` } : {}),
  };
}

export function createNarrator(
  { url, clock, consumed, tell }: Pick<LocalService, 'url' | 'clock' | 'consumed' | 'tell'>,
  recording: Recording,
): Narrator {
  const done = async (told: Exchange): Promise<unknown> => {
    const reply = await send(url, told);
    if (reply.status >= 400) throw unexpectedAnswer(told, 'to succeed', reply);
    return reply.body;
  };
  return {
    done,
    shown: async (route, keep = (answer) => answer, told = request(route)) => {
      await consumed();
      const answer = await done(told);
      if (recording.answers.has(route.id)) throw new Error(`${route.id} is shown twice`);
      recording.answers.set(route.id, keep(answer));
      return answer;
    },
    replayed: async (told) => {
      const reply = await send(url, told);
      if (reply.headers.get('idempotency-replayed') !== 'true') throw unexpectedAnswer(told, 'to be a replay', reply);
    },
    refused: async (code, told) => {
      const reply = await send(url, told);
      if (reply.status !== problems[code].status || codeOf(reply.body) !== code)
        throw unexpectedAnswer(told, code, reply);
      recording.problems.set(code, { ...headersOf(reply.headers), body: reply.body });
    },
    tell,
    moveTo: (instant) => {
      if (!clock.moveTo(Date.parse(instant))) throw new Error(`the story goes back in time, to ${instant}`);
    },
    quarantine: (accountId, finding) =>
      withStore(defaultProject).store.quarantine(accountId, { sinceMs: clock.nowMs(), findings: [finding] }),
    askTopUp: (accountId, { seq, at, packId }) =>
      withStore(defaultProject).store.topUps.open({
        accountId,
        seq,
        sinceMs: Date.parse(at),
        packId,
        available: noCredits,
        count: 1,
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const answerTimeoutMs = 10_000;

async function send(url: string, { method, path, body, key }: Exchange): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...present({ 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The headers that belong to a problem. */
function headersOf(headers: Headers): Pick<RecordedProblem, 'headers'> {
  const named = ['Allow', 'Retry-After'].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return named.length === 0 ? {} : { headers: Object.fromEntries(named) };
}

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

function unexpectedAnswer({ method, path }: Exchange, expected: string, { status, body }: Reply): Error {
  return new Error(`${method} ${path} was expected ${expected}, and answered ${status} ${JSON.stringify(body)}`);
}
