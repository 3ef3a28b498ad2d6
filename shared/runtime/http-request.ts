/** Reads an API Gateway event (HTTP API, payload 2.0) into what a route's schemas say, or into the answer that names what is wrong. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { keyHeader } from '../contract/fields.ts';
import { fieldName, readJson } from '../contract/json-text.ts';
import type { Route } from '../contract/routes/route.ts';
import { bodyTextOf } from './body-text.ts';
import { callerOf } from './caller.ts';
import { type ContentFingerprints, contentFingerprints } from './content-fingerprints.ts';
import { type FieldFault, type HttpAnswer, invalidAnswer, problemAnswer } from './http-answer.ts';

/** A request that is as its route says. */
export interface HttpRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Who asks, under which key, with which content. The key is empty where the route takes none. */
  readonly request: { readonly caller: string; readonly idempotencyKey: string } & ContentFingerprints;
}

export type ReadRequest<R> =
  | { readonly kind: 'read'; readonly request: R }
  | { readonly kind: 'faulty'; readonly answer: HttpAnswer };

/** The request that a route's schemas make. */
export type RequestOf<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
> = HttpRequest<z.output<Params>, z.output<Query>, Body extends z.ZodMiniType ? z.output<Body> : undefined>;

export function readRequest<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
>(route: Route<Params, Query, Body>, event: APIGatewayProxyEventV2): ReadRequest<RequestOf<Params, Query, Body>> {
  const read = bodyTextOf(event);
  if (read.kind === 'faulty') return faulty([read.fault]);
  const { text } = read;
  if (route.body === undefined && text !== '') return faulty([{ field: 'body', message: 'must be empty' }]);
  if (Buffer.byteLength(text) > route.bodyMaxBytes) {
    return {
      kind: 'faulty',
      answer: problemAnswer('request-too-large', `The body may have ${route.bodyMaxBytes} bytes.`),
    };
  }
  const key = route.isChange ? keyHeader.safeParse(event.headers['idempotency-key']) : undefined;
  if (key?.success === false) {
    return {
      kind: 'faulty',
      answer: problemAnswer(
        'idempotency-key-invalid',
        'The Idempotency-Key header must be there once, with 1 to 255 printable ASCII characters and no comma.',
      ),
    };
  }
  const content =
    route.body === undefined ? ({ kind: 'read', value: undefined } as const) : readBody(route, event, text);
  if (content.kind === 'faulty') return faulty([content.fault]);

  const faults: FieldFault[] = [];
  const parse = (schema: z.ZodMiniType, value: unknown): unknown => {
    const found = schema.safeParse(value);
    if (!found.success) faults.push(...faultsOf(found.error.issues, value));
    return found.data;
  };
  const params = parse(route.params, event.pathParameters ?? {});
  const query = parse(route.query, queryOf(event, faults));
  const body = route.body === undefined ? undefined : parse(route.body, content.value);
  if (faults.length > 0) return faulty(distinct(faults).slice(0, faultsMax));
  const request = {
    caller: callerOf(event),
    idempotencyKey: key?.data ?? '',
    ...(route.isChange
      ? contentFingerprints(route.id, { ids: idsInPath(event), schema: route.body, body: content.value })
      : { fingerprint: '' }),
  };
  // No fault: each of the three is what its schema makes.
  return { kind: 'read', request: { params, query, body, request } as RequestOf<Params, Query, Body> };
}

/** A value may break two bounds of one sentence: it is said once. */
function distinct(faults: readonly FieldFault[]): readonly FieldFault[] {
  return [...new Map(faults.map((fault) => [`${fault.field} ${fault.message}`, fault])).values()];
}

/** Errors that an answer names at most. */
const faultsMax = 10;

/** The faults of a value, field by field. Of a choice between shapes, the shape that fits best speaks. */
export function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  above: readonly PropertyKey[] = [],
): readonly FieldFault[] {
  return issues.flatMap((issue): readonly FieldFault[] => {
    const path = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...path, key]),
        message: 'is not a member of this request',
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.map((branch) => faultsOf(branch, value, path));
      return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
    }
    const isMissing = path.length > 0 && valueAt(value, path) === undefined;
    const message = messageOf(issue);
    return [{ field: fieldName(path), message: isMissing ? `is required and ${message}` : message }];
  });
}

/** Fields bring their own sentences; what holds fields together has none, and gets one here. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.message !== withoutSentence) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum} long`;
    default:
      return 'is not as the contract says';
  }
}

/** The schema library's words where nobody gave it better ones. */
const withoutSentence = 'Invalid input';

const kinds: Readonly<Record<string, string>> = { object: 'an object', array: 'a list', string: 'a text' };

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

function readBody(
  route: Route,
  event: APIGatewayProxyEventV2,
  text: string,
): { readonly kind: 'read'; readonly value: unknown } | { readonly kind: 'faulty'; readonly fault: FieldFault } {
  if (text === '') {
    return route.isBodyOptional
      ? { kind: 'read', value: {} }
      : { kind: 'faulty', fault: { field: 'body', message: 'is required' } };
  }
  const [mediaType = ''] = (event.headers['content-type'] ?? '').split(';');
  if (!/^application\/([a-z0-9.+-]+\+)?json$/i.test(mediaType.trim())) {
    return { kind: 'faulty', fault: { field: 'Content-Type', message: 'must be application/json' } };
  }
  return readJson(text);
}

/** Read from the raw query, where a comma in a value isn't mistaken for a second value. */
function queryOf(event: APIGatewayProxyEventV2, faults: FieldFault[]): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(event.rawQueryString)) {
    if (Object.hasOwn(query, name)) faults.push({ field: name, message: 'must not appear twice' });
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return query;
}

/** The account is the key's scope; what else the path names is part of the content. */
function idsInPath(event: APIGatewayProxyEventV2): Record<string, unknown> {
  const { accountId: _scope, ...others } = event.pathParameters ?? {};
  return Object.keys(others).length === 0 ? {} : { path: others };
}

function faulty(errors: readonly FieldFault[]): ReadRequest<never> {
  return { kind: 'faulty', answer: invalidAnswer(errors) };
}
