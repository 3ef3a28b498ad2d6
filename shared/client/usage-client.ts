/**
 * Usage that has happened, told in protocols of others: CloudEvents, traces of OTLP, LiteLLM's payloads. What is answered as done is kept and
 * will be charged, once each, whatever credits there are; the same again charges nothing twice. Of a deployment that takes usage.
 */
import { present } from '../domain/present.ts';
import type { Answer, CallOptions } from './answer.ts';
import type { Problem } from './api/answers/problem.ts';
import { BadAnswer, type CreditsClientOptions, createSignedClient, Unauthorized } from './credits-client.ts';
import type { ClientAnswer } from './http-client.ts';

/** A CloudEvent 1.0: it is charged once by its source and id. */
export interface UsageCloudEvent {
  readonly specversion: '1.0';
  /** The same each time that the event is sent. */
  readonly id: string;
  readonly source: string;
  /** The meter; `usage` where the data says itself what was used. */
  readonly type: string;
  /** The account. */
  readonly subject: string;
  /** When it happened, in ISO 8601: the same each time. */
  readonly time?: string;
  /** In the words of a debit, `UsageData`; whatever its meter reads, where it has one. */
  readonly data?: UsageData | Readonly<Record<string, unknown>>;
}

export type UsageData = { readonly dimensions?: Readonly<Record<string, string>> } & (
  | { readonly credits: number | string; readonly category: 'ai' | 'automation' | 'infrastructure' }
  | { readonly usage: readonly { readonly sku: string; readonly quantity: number | string }[] }
  | { readonly model: string; readonly tokens: UsageTokens }
);

/** Input is without what a cache gave or took. */
export interface UsageTokens {
  readonly input?: number;
  readonly output?: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
  readonly cacheWriteHour?: number;
  readonly reasoning?: number;
  readonly inputAudio?: number;
  readonly outputAudio?: number;
}

/** OTLP's `ExportTraceServiceRequest` in JSON, as exporters write it. */
export interface TracesRequest {
  readonly resourceSpans: readonly object[];
}

/** OTLP's answer: spans that can't be read are counted, and said why. */
export interface TracesTaken {
  readonly partialSuccess?: { readonly rejectedSpans?: string; readonly errorMessage?: string };
}

export interface LogsTaken {
  readonly kept: number;
  /** Those that can't be read: operators find them beside the queue, with the reason. */
  readonly putAside: number;
}

type Options = Pick<CallOptions, 'signal'>;

/** One method a way in. Nothing but a `Problem` is refused; what is thrown is what the client of operations throws. */
export interface UsageClient {
  /**
   * Tells of events, one or a list of any length up to 20 MiB. Refused by `invalid-request` where some of a list can't be read: `errors` names
   * them by their place, and the others are kept.
   */
  ingestEvents(events: UsageCloudEvent | readonly UsageCloudEvent[], options?: Options): Promise<Answer<undefined>>;
  /** Tells of calls of models by their spans, by the conventions for generative AI. */
  exportTraces(traces: TracesRequest, options?: Options): Promise<Answer<TracesTaken>>;
  /** Tells of calls by LiteLLM's standard logging payloads. */
  takeLiteLlmLogs(payloads: readonly object[], options?: Options): Promise<Answer<LogsTaken>>;
}

/** Makes a client of the address that takes usage: the API's own, or that of the API of keys. */
export function createUsageClient(options: CreditsClientOptions): UsageClient {
  const http = createSignedClient(options);
  const post = (path: string, body: unknown, { signal }: Options = {}): Promise<ClientAnswer> =>
    http.send({ method: 'POST', path, isChange: false, isEmpty: true }, { body, ...present({ signal }) });
  return {
    ingestEvents: async (events, more) => readAnswer(await post('/api/v1/events', events, more), nothing),
    exportTraces: async (traces, more) => readAnswer(await post('/v1/traces', traces, more), tracesTaken),
    takeLiteLlmLogs: async (payloads, more) => readAnswer(await post('/v1/litellm/logs', payloads, more), logsTaken),
  };
}

type Read<Value> = (text: string) => Value;

function readAnswer<Value>({ status, text }: ClientAnswer, read: Read<Value>): Answer<Value> {
  if (status === 401 || status === 403) throw new Unauthorized(`usage may not be told: ${text}`);
  if (status < 300) return { kind: 'done', value: read(text), isReplay: false };
  const said = members(text);
  const { code, message } = said;
  if (status >= 400 && typeof code === 'string')
    return { kind: 'refused', problem: said as unknown as Problem, isReplay: false };
  // OTLP has a form of its own for what isn't taken: a number of gRPC, and why.
  if (status >= 400 && typeof code === 'number' && typeof message === 'string')
    return { kind: 'refused', problem: problemOf(status, message), isReplay: false };
  throw new BadAnswer(`usage was answered ${status}: ${text}`);
}

function problemOf(status: number, detail: string): Problem {
  const code = status === 413 ? 'request-too-large' : 'invalid-request';
  return { type: 'about:blank', title: 'The traces were not taken', status, code, detail, retryable: false };
}

const nothing: Read<undefined> = (text) => {
  if (text !== '') throw new BadAnswer(`usage was answered with more than nothing: ${text}`);
};

const tracesTaken: Read<TracesTaken> = (text) => members(text);

const logsTaken: Read<LogsTaken> = (text) => {
  const { kept, putAside } = members(text);
  if (typeof kept !== 'number' || typeof putAside !== 'number')
    throw new BadAnswer(`usage was answered with no counts: ${text}`);
  return { kept, putAside };
};

function members(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(text)) };
  } catch (cause) {
    throw new BadAnswer(`usage was answered with no JSON: ${text}`, { cause });
  }
}
