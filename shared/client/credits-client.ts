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
import type * as z from 'zod/mini';
import { problem } from '../contract/answers/problem.ts';
import type { Route } from '../contract/routes/route.ts';
import { type RouteName, routes } from '../contract/routes/routes.ts';
import { type CredentialProvider, environmentCredentials, refreshed } from './credentials.ts';
import { type ClientAnswer, createHttpClient, type HttpClient } from './http-client.ts';
import type { RetryBounds } from './retry.ts';
import { requestSigner } from './sign-request.ts';
import { type ClientSurroundings, processSurroundings } from './surroundings.ts';

/** What the service says to a request it doesn't carry out: `code` is from the contract's closed list. */
export type Problem = z.output<typeof problem>;

export type Answer<Value> =
  | { readonly kind: 'done'; readonly value: Value; readonly isReplay: boolean }
  | { readonly kind: 'refused'; readonly problem: Problem };

export type CreditsClient = { readonly [Name in RouteName]: Operation<(typeof routes)[Name]> };

/** How an operation is called: what its path names, its body, its query, and a key where the caller keeps its own. */
export type Operation<R> =
  R extends Route<infer Params, infer Query, infer Body, infer Value>
    ? (
        call: PathPart<z.input<Params>> & QueryPart<z.input<Query>> & BodyPart<Body> & KeyPart,
      ) => Promise<Answer<z.output<Value>>>
    : never;

type IsEmpty<Members> = string extends keyof Members ? true : false;
type PathPart<Params> = IsEmpty<Params> extends true ? unknown : { readonly [Name in keyof Params]: string | number };
type QueryPart<Query> = IsEmpty<Query> extends true ? unknown : { readonly query?: Query };
type BodyPart<Body> = Body extends z.ZodMiniType
  ? Record<never, never> extends z.input<Body>
    ? { readonly body?: z.input<Body> }
    : { readonly body: z.input<Body> }
  : unknown;
/** Of a change. One is made up when left out, and kept across the call's own retries. */
interface KeyPart {
  readonly idempotencyKey?: string;
}

/** The credentials are missing or wrong, or don't allow this. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
}

/** What answered isn't the service, or speaks another contract. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

export interface CreditsClientOptions {
  readonly url: string;
  /** The environment's when left out. Any provider of the AWS SDK fits. */
  readonly credentials?: CredentialProvider;
  /** `AWS_REGION` when left out. */
  readonly region?: string;
  readonly fetch?: typeof fetch;
  readonly bounds?: Partial<RetryBounds>;
  readonly surroundings?: ClientSurroundings;
}

export function createCreditsClient(options: CreditsClientOptions): CreditsClient {
  const { url, credentials = environmentCredentials, surroundings = processSurroundings } = options;
  const { nowMs } = surroundings;
  const region = options.region ?? process.env['AWS_REGION'] ?? 'us-east-1';
  const isKept = credentials !== environmentCredentials;
  const http = createHttpClient(url, {
    surroundings,
    sign: requestSigner({ credentials: isKept ? refreshed(credentials, nowMs) : credentials, region, nowMs }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...(options.bounds === undefined ? {} : { bounds: options.bounds }),
  });
  return operationsOver(http);
}

/** One method per entry of the route table, over whatever carries its requests. */
export function operationsOver(http: HttpClient): CreditsClient {
  const operations = Object.entries(routes).map(([name, route]) => [name, operationOf(http, route)] as const);
  // The table's own types say what each of its entries takes and answers.
  return Object.fromEntries(operations) as unknown as CreditsClient;
}

interface AnyCall extends KeyPart {
  readonly body?: unknown;
  readonly query?: unknown;
}

function operationOf(http: HttpClient, route: Route): (call: AnyCall) => Promise<Answer<unknown>> {
  return async ({ body, query, idempotencyKey, ...params }) =>
    readAnswer(
      route,
      await http.send(route, {
        params,
        ...(query === undefined ? {} : { query }),
        ...(body === undefined ? {} : { body }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      }),
    );
}

function readAnswer(route: Route, { status, text, isReplay }: ClientAnswer): Answer<unknown> {
  if (status === 401 || status === 403) throw new Unauthorized(`${route.id} is not allowed: ${text}`);
  const isDone = status === route.answer.status;
  const { schema } = route.answer;
  const read = (isDone ? schema : problem).safeParse(parsed(text));
  const isUnderstood = read.success || read.error.issues.every(isAddition);
  if (!isUnderstood || (!isDone && status < 400)) throw new BadAnswer(`${route.id} was answered ${status}: ${text}`);
  const value = read.success ? read.data : parsed(text);
  return isDone ? { kind: 'done', value, isReplay } : { kind: 'refused', problem: value as Problem };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A newer service may say more than this client knows of; that breaks nobody. */
function isAddition(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'unrecognized_keys') return true;
  return issue.code === 'invalid_union' && issue.errors.some((branch) => branch.every(isAddition));
}
