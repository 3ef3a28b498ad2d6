/** Requests with marks in every place where a caller's data can stand, and what a process prints of them. */

import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { expect } from 'vitest';
import { problemCodes } from '../../../shared/contract/answers/problem-code.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import type { HttpHandler } from '../../../shared/runtime/http-stack.ts';
import { gatewayEvent, lambdaContext, type SentEvent } from '../builders/gateway-event.ts';
import { watchOutput } from '../processes/output.ts';

/** One in every place where a caller's data can stand. Short, so that a quotation cut off early still shows them. */
export const planted = {
  account: 'planted-acct',
  key: 'planted-key',
  reason: 'planted-why',
  dimension: 'planted-dim',
  name: 'planted-name',
  header: 'planted-head',
  token: 'planted-sig',
};
/** Any of them, or enough of one to see it was there. */
export const traces = /planted/i;

export const headers = {
  'idempotency-key': planted.key,
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261101, Signature=${planted.token}`,
  'x-anything': planted.header,
};
export const debit = { credits: 1, category: 'ai', dimensions: { [planted.name]: planted.dimension } };
export const params = { accountId: planted.account };

let requests = 0;

export async function invoke(
  handler: HttpHandler,
  route: Route,
  { body, remainingMs, ...sent }: Partial<SentEvent> & { readonly body?: unknown; readonly remainingMs?: number },
): Promise<SeenLines> {
  requests += 1;
  const requestId = `request-${requests}`;
  const text = body === undefined ? {} : { text: JSON.stringify(body) };
  const event = gatewayEvent(route, { headers, ...text, ...sent, requestId });
  const { value, lines } = await watchOutput(() => handler(event, lambdaContext(remainingMs)));
  const json = lines.map((line): Line => JSON.parse(line));
  return {
    answer: value,
    requestId,
    text: lines.join('\n'),
    counts: json.filter((line) => '_aws' in line),
    logs: json.filter((line) => !('_aws' in line)),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: lines are looked into by path; what isn't there fails the test.
type Line = Record<string, any>;

export interface SeenLines {
  readonly answer: APIGatewayProxyStructuredResultV2;
  readonly requestId: string;
  readonly text: string;
  readonly counts: readonly Line[];
  readonly logs: readonly Line[];
}

/** One EMF line, by what was asked and what came of it, and nothing of the caller's in any line. */
export function expectCounted(
  seen: SeenLines,
  operation: string,
  outcome: string,
  internalErrors = outcome === 'internal-error' ? 1 : 0,
): void {
  const errors = seen.counts.filter((each) => 'InternalErrors' in each);
  expect(errors, seen.text).toHaveLength(internalErrors);
  for (const error of errors) expect(error).toMatchObject({ service: 'credits', InternalErrors: 1 });
  const requests = seen.counts.filter((each) => !('InternalErrors' in each));
  expect(requests, seen.text).toHaveLength(1);
  const [line = {}] = requests;
  expect(line['_aws'].CloudWatchMetrics).toMatchObject([
    { Namespace: 'Credits', Metrics: [{ Name: 'Requests' }, { Name: 'Duration' }] },
  ]);
  expect(line['_aws'].CloudWatchMetrics[0].Dimensions.map((names: string[]) => names.toSorted())).toEqual([
    ['operation', 'outcome', 'service'],
  ]);
  expect(line).toMatchObject({ service: 'credits', operation, outcome, Requests: 1, requestId: seen.requestId });
  expect(line['Duration']).toBeGreaterThan(0);
  expect(routeList.map(({ id }) => id)).toContain(operation);
  expect(['ok', 'replayed', ...problemCodes]).toContain(outcome);
  expect(seen.text).not.toMatch(traces);
}

/** Expects a log line by which operators find the failure; nothing of it in the answer but the request's id. */
export function expectExplainedToOperators(seen: SeenLines, ...names: readonly string[]): void {
  expect(seen.logs, seen.text).toHaveLength(1);
  const [line = {}] = seen.logs;
  expect(line).toMatchObject({ level: 'ERROR', requestId: seen.requestId });
  const chain: string[] = [];
  for (let error = line['error']; error !== undefined; error = error.cause) chain.push(error.name);
  expect(chain).toEqual(names);
  expect(line['error'].at.join('\n')).toMatch(/\.[jt]s:\d+:\d+/);

  const body = seen.answer.body ?? '';
  expect(JSON.parse(body)).toMatchObject({ requestId: seen.requestId, retryable: true });
  expect(body).not.toMatch(traces);
  expect(body).not.toMatch(/\bat \/|\.[jt]s\b|node_modules|dynamo|credits-table|Exception|arn:|Error:/i);
}
