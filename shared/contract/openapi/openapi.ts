/** The OpenAPI 3.1 document, derived from the route table. Only the script that writes it out imports this, and the tests. */

import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { present } from '../../domain/present.ts';
import { keyHeader } from '../fields.ts';
import { intakeRouteList } from '../routes/intake.ts';
import { isForKeys, type Route } from '../routes/route.ts';
import { routeList } from '../routes/routes.ts';
import { tagOf, tags } from '../routes/tags.ts';
import { intakeOperation } from './openapi-intake.ts';
import { problemComponents, problemResponses, problemTable, replayedHeader } from './openapi-problems.ts';
import { notModified, tagHeader, tagHeaders } from './openapi-tags.ts';
import { readableDocument } from './readable-document.ts';
import type { RecordedExamples } from './recorded-examples.ts';

const changeHeaders = z.object({ 'Idempotency-Key': keyHeader });

export function openApiDocument(examples: RecordedExamples): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routeList) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route, examples);
    paths[route.path] = path;
  }
  for (const route of intakeRouteList) paths[route.path] = { post: intakeOperation(route) };
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Credits',
        version: '1.0.0',
        summary: 'One balance for AI, infrastructure and platform usage: exact, atomic, idempotent, explained.',
        description: introduction,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: tags.map(({ name, description }) => ({ name, description })),
      servers: [{ url: '/', description: 'Where this document was read.' }],
      security: [{ iam: [] }, { key: [] }],
      paths: paths as ZodOpenApiPathsObject,
      components: {
        ...problemComponents(examples),
        securitySchemes: {
          iam: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: 'AWS Signature Version 4, service `execute-api`.',
            ...{ 'x-amazon-apigateway-authtype': 'awsSigv4' },
          },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, sent to the address of the API of keys: `Authorization: Bearer credits_key_…`.',
          },
        },
      },
    },
    // A quantity is read by its source text; what it looks like stands in its own metadata.
    { allowEmptySchema: { custom: true } },
  );
  return readableDocument(document);
}

const introduction = [
  'Amounts are JSON numbers of credits with at most 6 decimals; requests may write them, and quantities, as decimal text instead. Instants of answers are in UTC with milliseconds; requests may have any that RFC 3339 knows.',
  'Every change carries an `Idempotency-Key`, whose scope is the account. The same key with the same content, however its values are written, gets the first answer, byte for byte, with `Idempotency-Replayed: true`; a success for ever, a refusal for 24 hours. Anything else under the key is refused.',
  'Bodies are strict: unknown members, members that appear twice, and numbers that a double would round are refused by name.',
  'Everything that isn’t what was asked for is a problem by RFC 9457; `code` is from a closed list, `retryable` says whether the very same request may succeed later.',
  problemTable,
].join('\n\n');

function operation(route: Route, { answers }: RecordedExamples): ZodOpenApiOperationObject {
  const { id, summary, description, params, query, body, bodyShape = body, answer, example } = route;
  return {
    operationId: id,
    tags: [tagOf(route)],
    summary,
    ...present({ description }),
    ...securityOf(route),
    requestParams: {
      ...(hasMembers(params) ? { path: params } : {}),
      ...(hasMembers(query) ? { query } : {}),
      ...(route.isChange ? { header: changeHeaders } : {}),
      ...(route.isTagged ? { header: tagHeaders } : {}),
    },
    ...(bodyShape === undefined
      ? {}
      : {
          requestBody: {
            required: !route.isBodyOptional,
            content: {
              'application/json': { schema: bodyShape, ...present({ example: example.body }) },
            },
          },
        }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(route.isChange ? { headers: replayedHeader } : {}),
        ...(route.isTagged ? { headers: tagHeader } : {}),
        content: {
          'application/json': { schema: answer.schema, example: answers[id] },
          ...Object.fromEntries(
            (answer.other ?? []).map(({ contentType, example: text }) => [
              contentType,
              { schema: { type: 'string' }, example: text },
            ]),
          ),
        },
      },
      ...(route.isTagged ? { 304: notModified } : {}),
      ...problemResponses(route),
    },
  };
}

function securityOf(route: Route): Pick<ZodOpenApiOperationObject, 'security'> {
  if (route.permission === 'anyone') return { security: [] };
  return isForKeys(route) ? {} : { security: [{ iam: [] }] };
}

function hasMembers(schema: z.ZodMiniType): schema is z.ZodMiniObject {
  return schema instanceof z.ZodMiniObject && Object.keys(schema.shape).length > 0;
}
