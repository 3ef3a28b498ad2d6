/** The OpenAPI document's part about problems: every code once, with a recorded example, and for each route those it may answer. */
import type { ZodOpenApiComponentsObject, ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { isRemembered } from '../../domain/decisions/refusal.ts';
import { refusalReasons } from '../../domain/decisions/refusal-reasons.ts';
import { problem } from '../answers/problem.ts';
import { type ProblemCode, problemCodes } from '../answers/problem-code.ts';
import { problems } from '../answers/problems.ts';
import type { Route } from '../routes/route.ts';
import { tagComponent } from './openapi-tags.ts';
import type { RecordedExamples } from './recorded-examples.ts';

export const replayedHeader = { 'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' } };

/** The closed list, for people. */
export const problemTable = [
  '| code | status | may the very same request succeed later | meaning |',
  '|---|---|---|---|',
  ...problemCodes.map((code) => {
    const { status, retryable, meaning } = problems[code];
    return `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${meaning} |`;
  }),
].join('\n');

/** The codes that a route may answer: what any request may meet, and its own refusals. */
export function problemCodesOf(route: Route): readonly ProblemCode[] {
  return [
    'invalid-request',
    ...(route.isChange ? (['idempotency-key-invalid', 'account-quarantined'] as const) : []),
    ...(route.permission === 'anyone' ? [] : (['not-authorized'] as const)),
    ...(route.body === undefined ? [] : (['request-too-large'] as const)),
    ...route.refusals,
    'internal-error',
    'unavailable',
  ];
}

/** One response per status, naming each code that it may carry. */
export function problemResponses(route: Route): ZodOpenApiOperationObject['responses'] {
  const codes = problemCodesOf(route);
  const statuses = new Set(codes.map((code) => problems[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => {
      const named = codes.filter((code) => problems[code].status === status);
      const isReplayable = route.isChange && named.some(isRememberedProblem);
      return [status, problemResponse(named, isReplayable ? replayedHeader : {})];
    }),
  );
}

/** Headers, an example of every code, and the answers to requests that meet no route. */
export function problemComponents({ problems: recorded }: RecordedExamples): ZodOpenApiComponentsObject {
  return {
    headers: {
      ...tagComponent,
      IdempotencyReplayed: {
        description: 'Set when the answer was given before, under the same key.',
        schema: { type: 'string', const: 'true' },
        example: 'true',
      },
      RetryAfter: {
        description: 'Seconds to wait.',
        schema: { type: 'string' },
        example: recorded.unavailable.headers?.['Retry-After'],
      },
      Allow: {
        description: 'The methods that the path has.',
        schema: { type: 'string' },
        example: recorded['method-not-allowed'].headers?.['Allow'],
      },
    },
    examples: Object.fromEntries(
      problemCodes.map((code) => {
        const { title, meaning } = problems[code];
        return [code, { summary: title, description: meaning, value: recorded[code].body }];
      }),
    ),
    responses: {
      RouteNotFound: problemResponse(['route-not-found']),
      MethodNotAllowed: problemResponse(['method-not-allowed'], { Allow: { $ref: '#/components/headers/Allow' } }),
    },
  };
}

/** A response that is one of these problems. @internal */
export function problemResponse(
  codes: readonly ProblemCode[],
  headers: Record<string, { readonly $ref: string }> = {},
): ZodOpenApiResponseObject {
  const all = codes.some((code) => problems[code].status === 503)
    ? { ...headers, 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }
    : headers;
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
    ...(Object.keys(all).length === 0 ? {} : { headers: all }),
    content: {
      'application/problem+json': {
        schema: problem,
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function isRememberedProblem(code: ProblemCode): boolean {
  const refusal = refusalReasons.find((reason) => reason === code);
  return refusal !== undefined && isRemembered(refusal);
}
