/** The OpenAPI 3.1 document, derived from the route table. Only the script that writes it out imports this, and the tests. */
import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problem } from './answers.ts';
import { idempotencyKey } from './fields.ts';
import { type ProblemCode, problems } from './problems.ts';
import type { Route } from './route.ts';
import { routeList } from './routes.ts';

/** What any request may meet, whatever its route. */
const always: readonly ProblemCode[] = ['invalid-request', 'not-authorized', 'internal-error', 'unavailable'];

const keyHeader = z.object({ 'Idempotency-Key': idempotencyKey });
const replayedHeader = z.optional(
  z.literal('true').check(z.meta({ description: 'Set when the answer was given before, under the same key.' })),
);
const retryAfterHeader = z.string().check(z.meta({ description: 'Seconds to wait.' }));

export function openApiDocument(): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routeList) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route);
    paths[route.path] = path;
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Credits',
        version: '1.0.0',
        summary: 'One balance for AI, infrastructure and platform usage: exact, atomic, idempotent, explained.',
        description: introduction,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'Where this document was read.' }],
      security: [{ iam: [] }],
      paths: paths as ZodOpenApiPathsObject,
      components: {
        securitySchemes: {
          iam: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: 'AWS Signature Version 4, service `execute-api`.',
            ...{ 'x-amazon-apigateway-authtype': 'awsSigv4' },
          },
        },
      },
    },
    // A quantity is read by its source text; what it looks like stands in its own metadata.
    { allowEmptySchema: { custom: true } },
  );
}

const introduction = [
  'Amounts are JSON numbers of credits with at most 6 decimals; instants are ISO 8601 in UTC with milliseconds.',
  'Every change carries an `Idempotency-Key`, whose scope is the account. The same key with the same content gets the first answer, byte for byte, with `Idempotency-Replayed: true`; a success for ever, a refusal for 24 hours. Anything else under the key is refused.',
  'Bodies are strict: unknown members, members that appear twice, and numbers that a double would round are refused by name.',
  'Everything that isn’t what was asked for is a problem by RFC 9457; `code` is from a closed list, `retryable` says whether the very same request may succeed later.',
].join('\n\n');

function operation(route: Route): ZodOpenApiOperationObject {
  const { id, summary, description, params, query, body, answer, example } = route;
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(route.permission === 'anyone' ? { security: [] } : {}),
    requestParams: {
      ...(hasMembers(params) ? { path: params } : {}),
      ...(hasMembers(query) ? { query } : {}),
      ...(route.isChange ? { header: keyHeader } : {}),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !route.isBodyOptional,
            content: {
              'application/json': { schema: body, ...(example.body === undefined ? {} : { example: example.body }) },
            },
          },
        }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(route.isChange ? { headers: z.object({ 'Idempotency-Replayed': replayedHeader }) } : {}),
        content: {
          'application/json': { schema: answer.schema },
          ...Object.fromEntries((answer.otherContentTypes ?? []).map((type) => [type, { schema: { type: 'string' } }])),
        },
      },
      ...refusalResponses(route),
    },
  };
}

/** One response per status, naming each code that it may carry. */
function refusalResponses(route: Route): ZodOpenApiOperationObject['responses'] {
  const codes = [
    ...always,
    ...(route.isChange ? (['idempotency-key-invalid', 'account-quarantined'] as const) : []),
    ...(route.body === undefined ? [] : (['request-too-large'] as const)),
    ...route.refusals,
  ];
  const responses: NonNullable<ZodOpenApiOperationObject['responses']> = {};
  for (const status of new Set(codes.map((code) => problems[code].status))) {
    const named = codes.filter((code) => problems[code].status === status);
    responses[`${status}`] = {
      description: named.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
      headers: headersOf(route, status),
      content: { 'application/problem+json': { schema: problem } },
    };
  }
  return responses;
}

function headersOf(route: Route, status: number): z.ZodMiniObject {
  if (status === 503) return z.object({ 'Retry-After': retryAfterHeader });
  const isRemembered = route.isChange && status !== 400 && status < 500;
  return isRemembered ? z.object({ 'Idempotency-Replayed': replayedHeader }) : z.object({});
}

function hasMembers(schema: z.ZodMiniType): schema is z.ZodMiniObject {
  return schema instanceof z.ZodMiniObject && Object.keys(schema.shape).length > 0;
}
