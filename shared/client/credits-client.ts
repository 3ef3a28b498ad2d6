/**
 * The client for other workloads. It has one method per operation of the API, made and typed by the route table:
 *
 *     const credits = createCreditsClient({ url });
 *     const answer = await credits.debitCredits({ accountId: 'acme', body: { credits: 12.5, category: 'ai' } });
 *     if (answer.kind === 'refused') ... answer.problem.code
 *
 * A refusal is a value. It throws `NoAnswer` when the service can't be reached within the bounds, `Unauthorized` when it
 * doesn't know or doesn't let the caller, and `BadAnswer` when what answers isn't the service.
 */

import { present } from '../domain/present.ts';
import type { AnswerShape } from './answer.ts';
import { hasShape } from './answer.ts';
import {
  type CredentialProvider,
  environmentCredentials,
  environmentVariable,
  isThisMachine,
  withRefresh,
} from './credentials.ts';
import { type ClientAnswer, createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';
import type { Answer } from './operations.ts';
import { type CreditsClient, type OperationCall, operations, type Problem } from './operations.ts';
import type { RetryBounds } from './retry.ts';
import { requestSigner } from './sign-request.ts';
import { type ClientSurroundings, processSurroundings } from './surroundings.ts';

export type { Answer, CreditsClient, Problem } from './operations.ts';

/** The credentials are missing or wrong, or don't allow this. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
}

/** An answer by something that isn't the service, or speaks another contract. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

export interface CreditsClientOptions {
  readonly url: string;
  /** The environment's when left out. Any provider of the AWS SDK fits. Not asked for where there is a `token` or an `apiKey`. */
  readonly credentials?: CredentialProvider;
  /** `AWS_REGION` when left out. */
  readonly region?: string;
  /** A person's session, sent in place of a signature. Asked before every try, since tokens are renewed. */
  readonly token?: () => Promise<string | undefined>;
  /**
   * A key that the service gave out, sent in place of a signature, to the address of the API of keys. A function is asked before every try, so that a
   * key can be rotated. Over https alone, or to this machine: anything else throws.
   */
  readonly apiKey?: string | (() => Promise<string>);
  /** Kept free for deployments that keep several projects apart. */
  readonly project?: never;
  readonly fetch?: typeof fetch;
  readonly bounds?: Partial<RetryBounds>;
  readonly surroundings?: ClientSurroundings;
}

export function createCreditsClient(options: CreditsClientOptions): CreditsClient {
  return operationsOver(createSignedClient(options));
}

/** Carries the client's requests: authenticated, and repeated within bounds. */
export function createSignedClient(options: CreditsClientOptions): HttpClient {
  const { url, surroundings = processSurroundings } = options;
  return createHttpClient(url, {
    surroundings,
    sign: signOf(options, surroundings),
    ...present({ fetch: options.fetch, bounds: options.bounds }),
  });
}

function signOf(options: CreditsClientOptions, surroundings: ClientSurroundings): Sign {
  const { url, token, apiKey } = options;
  if (token !== undefined && apiKey !== undefined) throw new TypeError('either a token or an apiKey is sent, not both');
  if (token !== undefined) return bearer(token);
  if (apiKey === undefined) return signatureOf(options, surroundings);
  if (!isPrivate(new URL(url))) throw new TypeError(`an API key isn't sent in the open, to ${new URL(url).origin}`);
  return bearer(typeof apiKey === 'string' ? async () => apiKey : apiKey);
}

/** Nobody between reads what is sent: by TLS, or since it stays on this machine. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isThisMachine(hostname);
}

type Sign = NonNullable<HttpClientOptions['sign']>;

function signatureOf(
  { credentials = environmentCredentials, region }: CreditsClientOptions,
  { nowMs }: ClientSurroundings,
): Sign {
  const isKept = credentials !== environmentCredentials;
  return requestSigner({
    credentials: isKept ? withRefresh(credentials, nowMs) : credentials,
    region: region ?? environmentVariable('AWS_REGION') ?? environmentVariable('AWS_DEFAULT_REGION') ?? 'us-east-1',
    nowMs,
  });
}

/** Sends a person's session, as far as there is one. */
export function bearer(token: () => Promise<string | undefined>): Sign {
  return async ({ headers }) => {
    const held = await token();
    return held === undefined ? headers : { ...headers, authorization: `Bearer ${held}` };
  };
}

/** One method per operation, over whatever carries its requests. */
export function operationsOver(http: HttpClient): CreditsClient {
  const methods = Object.entries(operations).map(([name, operation]) => [name, methodOf(http, operation)] as const);
  // The table is written with the interface, one entry a method.
  return Object.fromEntries(methods) as unknown as CreditsClient;
}

interface AnyCall {
  readonly body?: unknown;
  readonly query?: object;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly [param: string]: unknown;
}

function methodOf(http: HttpClient, operation: OperationCall): (call?: AnyCall) => Promise<Answer<unknown>> {
  return async ({ body, query, idempotencyKey, signal, ...params } = {}) =>
    readAnswer(
      operation,
      await http.send(operation, {
        params,
        ...present({ query, body, idempotencyKey, signal }),
      }),
    );
}

const problemShape: AnswerShape = { type: 's', code: 's', title: 's', detail: 's', status: 'n', retryable: 'b' };

function readAnswer({ id, status: expected, shape }: OperationCall, answer: ClientAnswer): Answer<unknown> {
  const { status, text, isReplay } = answer;
  if (status === 401 || status === 403) throw new Unauthorized(`${id} is not allowed: ${text}`);
  const isDone = status === expected;
  const value = parseJson(text);
  if (!hasShape(value, isDone ? shape : problemShape) || (!isDone && status < 400))
    throw new BadAnswer(`${id} was answered ${status}: ${text}`);
  return isDone ? { kind: 'done', value, isReplay } : { kind: 'refused', problem: value as Problem, isReplay };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
