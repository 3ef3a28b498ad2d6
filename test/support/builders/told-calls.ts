/** Calls of models as others tell of them over HTTP: the requests, each for some calls. */
import { hash } from 'node:crypto';
import protobuf from 'protobufjs';
import { type IntakeRoute, intakeRoutes } from '../../../shared/contract/routes/intake.ts';

export interface ToldCall {
  readonly accountId: string;
  readonly id: string;
  readonly atMs: number;
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly user?: string;
}

export interface ToldRequest {
  readonly route: IntakeRoute;
  readonly type: string;
  readonly body: string | Buffer;
}

const json = 'application/json';
const traceId = '5b8efff798038103d269b633813fc60c';

/** Written from OTLP's own definitions, by which the service's are judged. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { repeated ScopeSpans scope_spans = 2; }
  message ScopeSpans { repeated Span spans = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string name = 5; int32 kind = 6;
    fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
  }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value { string string_value = 1; int64 int_value = 3; } }
`);
const request = root.lookupType('Request');

/** Each protocol with the request that tells of some calls in it. */
export const toldBy = {
  cloudevents: (calls) => ({
    route: intakeRoutes.ingestEvents,
    type: 'application/cloudevents-batch+json',
    body: JSON.stringify(
      calls.map(({ accountId, id, atMs, model, input, output, user }) => ({
        ...{ specversion: '1.0', type: 'turn', source: 'app', id, subject: accountId },
        time: new Date(atMs).toISOString(),
        data: { model, tokens: { input, output }, ...(user ? { dimensions: { user } } : {}) },
      })),
    ),
  }),
  'traces-json': (calls) => ({ route: intakeRoutes.exportTraces, type: json, body: JSON.stringify(tracesOf(calls)) }),
  'traces-binary': (calls) => ({
    route: intakeRoutes.exportTraces,
    type: 'application/x-protobuf',
    body: Buffer.from(request.encode(request.fromObject(asBytes(tracesOf(calls)))).finish()),
  }),
  litellm: (calls) => ({
    route: intakeRoutes.takeLiteLlmLogs,
    type: json,
    body: JSON.stringify(
      calls.map(({ accountId, id, atMs, model, input, output, user }) => ({
        ...{ id, call_type: 'acompletion', status: 'success', model, startTime: atMs / 1000 - 1, endTime: atMs / 1000 },
        ...{
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output,
          response_cost: 0.01,
          end_user: user ?? '',
        },
        metadata: { user_api_key_team_id: accountId },
      })),
    ),
  }),
} as const satisfies Readonly<Record<string, (calls: readonly ToldCall[]) => ToldRequest>>;

/** The identities that a call may be charged by: as an event, of LiteLLM or as a span. */
export function identitiesOf(id: string): readonly { readonly source: string; readonly id: string }[] {
  const span = { source: 'otlp', id: `${traceId}/${spanIdOf(id)}` };
  return [{ source: 'app', id }, { source: 'litellm', id }, span];
}

/** Spans have ids of sixteen digits. */
function spanIdOf(id: string): string {
  return hash('sha256', id).slice(0, 16);
}

interface WrittenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly object[];
}

interface WrittenTraces {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly WrittenSpan[] }[] }[];
}

function tracesOf(calls: readonly ToldCall[]): WrittenTraces {
  const spans = calls.map(({ accountId, id, atMs, model, input, output, user = 'ada' }) => ({
    ...{ traceId, spanId: spanIdOf(id), endTimeUnixNano: `${atMs}000000` },
    attributes: [
      { key: 'credits.account.id', value: { stringValue: accountId } },
      { key: 'user.id', value: { stringValue: user } },
      { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
      { key: 'gen_ai.response.model', value: { stringValue: model } },
      { key: 'gen_ai.usage.input_tokens', value: { intValue: String(input) } },
      { key: 'gen_ai.usage.output_tokens', value: { intValue: String(output) } },
    ],
  }));
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
}

/** In binary, ids are bytes. */
function asBytes({ resourceSpans }: WrittenTraces): object {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans));
  const written = spans.map(({ traceId: trace, spanId, ...others }) => ({
    ...others,
    traceId: Buffer.from(trace, 'hex'),
    spanId: Buffer.from(spanId, 'hex'),
  }));
  return { resourceSpans: [{ scopeSpans: [{ spans: written }] }] };
}
