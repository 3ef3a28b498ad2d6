/** The OpenAPI document's part about routes that speak protocols of others: their bodies are described where those protocols are. */
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { type IntakeRoute, intakeRoutes } from '../routes/intake.ts';
import { problemResponse } from './openapi-problems.ts';

type IntakeId = (typeof intakeRoutes)[keyof typeof intakeRoutes]['id'];

const event = {
  specversion: '1.0',
  id: '3f0c',
  source: 'assistant',
  type: 'turn',
  subject: 'acme',
  time: '2026-11-22T18:15:46.680Z',
  data: { model: 'gpt-4o', tokens: { input: 374, output: 44 } },
};
const attribute = (key: string, value: string | number): object => ({
  key,
  value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
});
const traces = {
  resourceSpans: [
    {
      resource: { attributes: [attribute('credits.account.id', 'acme')] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              name: 'chat gpt-4o',
              kind: 3,
              startTimeUnixNano: '1795371345180000000',
              endTimeUnixNano: '1795371346680000000',
              attributes: [
                attribute('gen_ai.operation.name', 'chat'),
                attribute('gen_ai.provider.name', 'openai'),
                attribute('gen_ai.request.model', 'gpt-4o'),
                attribute('gen_ai.usage.input_tokens', 374),
                attribute('gen_ai.usage.output_tokens', 44),
              ],
            },
          ],
        },
      ],
    },
  ],
};
const payload = {
  id: 'chatcmpl-3f0c',
  call_type: 'acompletion',
  status: 'success',
  model: 'gpt-4o',
  prompt_tokens: 374,
  completion_tokens: 44,
  startTime: 1795371345.18,
  endTime: 1795371346.68,
  end_user: 'ada',
  metadata: { user_api_key_team_id: 'acme' },
};

/** Bodies by their media type; one in binary has no example. @internal */
export const intakeExamples = {
  'ingest-events': {
    'application/cloudevents+json': event,
    'application/cloudevents-batch+json': [event],
    'application/json': event,
  },
  'export-traces': { 'application/json': traces },
  'take-lite-llm-logs': { 'application/json': [payload] },
} as const satisfies Record<IntakeId, Readonly<Record<string, unknown>>>;

const anything = { type: 'object' } as const;
const binary = { type: 'string', format: 'binary' } as const;

/** Answers of each where it takes what came. */
const taken: Readonly<Record<IntakeId, Readonly<Record<string, ZodOpenApiResponseObject>>>> = {
  'ingest-events': { 204: { description: 'All of them are kept.' } },
  'export-traces': {
    200: {
      description: 'OTLP’s `ExportTraceServiceResponse`: `partialSuccess` counts the spans that can’t be read.',
      content: {
        'application/json': { schema: anything, example: {} },
        'application/x-protobuf': { schema: binary },
      },
    },
  },
  'take-lite-llm-logs': {
    200: {
      description: 'How many are kept, and how many were put aside.',
      content: { 'application/json': { schema: anything, example: { kept: 1, putAside: 0 } } },
    },
  },
};

/** @internal */
export function intakeOperation({ id, summary, description, takes }: IntakeRoute): ZodOpenApiOperationObject {
  const known = id as IntakeId;
  const examples: Readonly<Record<string, unknown>> = intakeExamples[known];
  const content = takes.map((mediaType) => {
    const example = examples[mediaType];
    if (mediaType === 'application/x-protobuf') return [mediaType, { schema: binary }];
    return [mediaType, { schema: Array.isArray(example) ? { type: 'array', items: anything } : anything, example }];
  });
  return {
    operationId: id,
    tags: ['usage'],
    summary,
    description,
    requestBody: { required: true, content: Object.fromEntries(content) },
    responses: { ...taken[known], ...(id === intakeRoutes.exportTraces.id ? statuses : problems) },
  };
}

const problems: ZodOpenApiOperationObject['responses'] = {
  400: problemResponse(['invalid-request']),
  403: problemResponse(['not-authorized']),
  413: problemResponse(['request-too-large']),
  503: problemResponse(['unavailable']),
};

/** OTLP has a message of its own for what goes wrong. */
const statuses: ZodOpenApiOperationObject['responses'] = Object.fromEntries(
  Object.entries({
    400: 'It can’t be read.',
    403: 'It isn’t for this caller to tell.',
    413: 'It is too large.',
    503: 'Send it again.',
  }).map(([status, description]) => {
    const message = { 'application/json': { schema: anything }, 'application/x-protobuf': { schema: binary } };
    return [status, { description: `${description} A \`Status\` says why.`, content: message }];
  }),
);
