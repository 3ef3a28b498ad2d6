/**
 * Routes that speak protocols of others, by which usage that has happened comes in (R36): their bodies and answers are as those protocols have
 * them, so they stand apart from the route table. A stage that asks for `usage` has them.
 */
import type { Permitting } from './permission.ts';

/** A way in for usage, in the words of whoever sends it. */
export interface IntakeRoute extends Permitting {
  readonly id: string;
  readonly method: 'POST';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** The media types that it takes. */
  readonly takes: readonly [string, ...string[]];
}

export const intakeRoutes = {
  ingestEvents: {
    id: 'ingest-events',
    method: 'POST',
    path: '/api/v1/events',
    summary: 'Tell of usage as CloudEvents',
    description:
      'CloudEvents 1.0 in the shape of OpenMeter’s API: one, or a list. `subject` is the account; `type` names the meter, else `data` says in the words of a debit what was used. 204 means that all of them are kept and will be charged, once each by `source` and `id`, whatever credits there are. A list with some that can’t be read is 400 and names them: the others are kept.',
    permission: 'charge',
    takes: ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'],
  },
  exportTraces: {
    id: 'export-traces',
    method: 'POST',
    path: '/v1/traces',
    summary: 'Tell of usage as traces',
    description:
      'OTLP/HTTP, binary and JSON: each span of a model’s call, by the GenAI semantic conventions, is an event of usage of the account that its attribute `credits.account.id`, or its resource’s, names. Spans that call no model are taken and count nothing. Spans that can’t be read are counted as rejected, and said why.',
    permission: 'charge',
    takes: ['application/x-protobuf', 'application/json'],
  },
  takeLiteLlmLogs: {
    id: 'take-lite-llm-logs',
    method: 'POST',
    path: '/v1/litellm/logs',
    summary: 'Tell of usage by LiteLLM’s callback',
    description:
      'What LiteLLM’s callback of the type `generic_api` sends: standard logging payloads as a JSON list, as lines, or one. Each is usage of the team of its key. LiteLLM reads no answer and sends nothing again: what can’t be read is put aside with the reason, where operators see it.',
    permission: 'charge',
    takes: ['application/json', 'application/x-ndjson'],
  },
} as const satisfies Readonly<Record<string, IntakeRoute>>;

export const intakeRouteList: readonly IntakeRoute[] = Object.values(intakeRoutes);
