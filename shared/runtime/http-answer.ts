/** One place maps outcomes to HTTP. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ProblemCode } from '../contract/answers/problem-code.ts';
import { problems } from '../contract/answers/problems.ts';
import { type ProblemMembers, problemJson, refusalJson } from '../contract/answers/refusal.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';

/**
 * An answer of a handler before it is written out. `code` names what it is: `ok`, or the problem. `Body` is the body of a
 * success as JSON: a handler's is its route's, so that a renderer of another schema doesn't compile.
 */
export type HttpAnswer<Body = unknown> = AnswerHead & (Success<Body> | Table | Failure);

interface AnswerHead {
  readonly status: number;
  readonly isReplay: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Success<Body> {
  readonly code: 'ok';
  readonly body: Body;
  readonly contentType?: never;
}

/** A success whose body is text already. */
interface Table {
  readonly code: 'ok';
  readonly body: string;
  readonly contentType: TextType;
}

interface Failure {
  readonly code: ProblemCode;
  readonly body: ReturnType<typeof problemJson>;
  readonly contentType?: never;
}

export type TextType = 'text/csv; charset=utf-8' | 'application/x-ndjson';

const retryAfterSeconds = 1;

/** Answers an outcome: what was done in the shape that `render` gives it, or the refusal as a problem. */
export function answer<T, Body>(outcome: Outcome<T>, status: 200 | 201, render: (value: T) => Body): HttpAnswer<Body> {
  switch (outcome.kind) {
    case 'done':
      return { status, body: render(outcome.value), code: 'ok', isReplay: outcome.isReplay };
    case 'refused':
      return refusalAnswer(outcome.refusal, outcome.isReplay);
    case 'invalid':
      return invalidAnswer([{ field: outcome.field, message: outcome.message }]);
    default:
      return outcome satisfies never;
  }
}

/** Answers an outcome as a table, its refusals as problems. */
export function csvAnswer<T>(outcome: Outcome<T>, render: (value: T) => string): HttpAnswer<never> {
  return tableAnswer(outcome, 'text/csv; charset=utf-8', render);
}

function tableAnswer<T>(outcome: Outcome<T>, contentType: TextType, render: (value: T) => string): HttpAnswer<never> {
  if (outcome.kind !== 'done') return answer(outcome, 200, (value: never) => value);
  const { value, isReplay } = outcome;
  return { status: 200, code: 'ok', body: render(value), contentType, isReplay };
}

/** The tables that lists are exported as, beside JSON. */
export const tableTypes = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
} as const satisfies Record<string, TextType>;

/** Answers a page of a list in the format asked for. A table has no room for the cursor: it is in a header. */
export function pageAnswer<T extends { readonly nextCursor?: string }, Body>(
  outcome: Outcome<T>,
  format: keyof typeof tableTypes | 'json',
  render: Readonly<Record<keyof typeof tableTypes, (value: T) => string>> & { readonly json: (value: T) => Body },
): HttpAnswer<Body> {
  if (format === 'json' || outcome.kind !== 'done') return answer(outcome, 200, render.json);
  const { nextCursor } = outcome.value;
  const headers = nextCursor === undefined ? {} : { 'next-cursor': nextCursor };
  return { ...tableAnswer(outcome, tableTypes[format], render[format]), headers };
}

export function refusalAnswer(refusal: Refusal, isReplay = false): HttpAnswer<never> {
  const { status } = problems[refusal.reason];
  return { status, body: refusalJson(refusal), code: refusal.reason, isReplay, headers: headersOf(status) };
}

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

export function invalidAnswer(errors: readonly FieldFault[]): HttpAnswer<never> {
  const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return problemAnswer('invalid-request', `${detail}.`, { errors });
}

export function problemAnswer(code: ProblemCode, detail: string, members: ProblemMembers = {}): HttpAnswer<never> {
  const { status } = problems[code];
  return { status, body: problemJson(code, detail, members), code, isReplay: false, headers: headersOf(status) };
}

function headersOf(status: number): Readonly<Record<string, string>> {
  return status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {};
}

/** On every answer: balances are nobody's to cache, types nobody's to guess, and there is no way here but TLS. */
export const answerHeaders = {
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/** The answer as API Gateway takes it. */
export function toResult({
  status,
  body,
  isReplay,
  contentType,
  headers = {},
}: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      'content-type': contentType ?? (status >= 400 ? 'application/problem+json' : 'application/json'),
      ...answerHeaders,
      ...(isReplay ? { 'idempotency-replayed': 'true' } : {}),
      ...headers,
    },
    body: contentType === undefined ? JSON.stringify(body) : String(body),
  };
}
