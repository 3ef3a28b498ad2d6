/**
 * Lines written about a request hold nothing of the caller's, and what is answered about a failure nothing of our insides
 * (S23, S24). Marks are put in every place where a caller's data can stand, on every route; then every line is searched.
 *
 * Allowed in lines: request ids, names from closed lists (operations, outcomes, jobs, categories, signals, errors), numbers,
 * places in our code, and our own sentences. The stream's consumer and the jobs, which have no request id to be found by,
 * name the account that they failed on.
 */
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as projectCommits } from '../../functions/streams/project-commits.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { localClient } from '../../infra/local/local-table.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { imageOf } from '../../shared/runtime/stream-image.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import { createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { type RouteRequest, requestOf, textPaths, withValueAt } from '../support/builders/route-request.ts';
import { startTestStore, type TestStore } from '../support/engines/engines.ts';
import { type QuotingEngine, startQuotingEngine } from '../support/engines/quoting-engine.ts';
import { watchOutput } from '../support/processes/output.ts';
import { type CalledHandler, callHandler } from '../support/service/handlers.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

const mark = 'planted';
const account = `${mark}-account`;
const headers = {
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261101, Signature=${mark}-signature`,
  cookie: `session=${mark}-cookie`,
  'user-agent': `${mark}-agent`,
  [`x-${mark}`]: mark,
};

const insides =
  /\bat \/|\.[jt]s\b|node_modules|dynamo|credits-table|Exception|arn:|Error:|ECONN|ACCOUNT#|stack|errno|syscall/i;

interface Line {
  readonly _aws?: { readonly CloudWatchMetrics: readonly { readonly Metrics: readonly { readonly Name: string }[] }[] };
}

const metricNames = new Set<string>();
let scanned = 0;

/** The request with a mark in every place, one at a time in the body, and a query that is one. */
function markedRequests(route: Route): readonly CalledHandler[] {
  const { params, text, ...rest } = requestOf(route);
  const marks = Object.fromEntries(Object.keys(params).map((name) => [name, name === 'accountId' ? account : mark]));
  const all = { ...rest.headers, ...headers, ...(route.isChange ? { 'idempotency-key': `${mark}-key` } : {}) };
  const base: CalledHandler = {
    headers: all,
    params: { ...params, ...('accountId' in params ? { accountId: account } : {}) },
  };
  const bodies = textPaths(route.example.body).map((path) => withValueAt(route.example.body, path, `${mark}-text`));
  return [
    { ...base, ...(text === undefined ? {} : { text: text.replaceAll('acme', account) }) },
    { ...base, params: marks, ...present({ text }) },
    { ...base, query: `${mark}=${mark}&cursor=${mark}&limit=${mark}` },
    { ...base, text: `{"${mark}":"${mark}"}` },
    { ...base, text: `${mark}{` },
    ...bodies.map((body) => ({ ...base, text: JSON.stringify(body) })),
  ];
}

/** The balance of a watched account, a metric whose one dimension is the account: only a request to watch it writes it. */
function isWatchedBalance(route: Route, line: string): boolean {
  const { _aws, ...members }: Line = JSON.parse(line);
  return route === routes.watchAccount && Object.keys(members).toSorted().join() === 'AvailableCredits,account';
}

async function expectNothingWritten(
  route: Route,
  sent: CalledHandler,
): Promise<Awaited<ReturnType<typeof callHandler>>> {
  scanned += 1;
  const { value, lines } = await watchOutput(() => callHandler(route, { ...sent, requestId: `request-${scanned}` }));
  const others = lines.filter((line) => !isWatchedBalance(route, line));
  expect(others.join('\n'), `${route.id} ${JSON.stringify(sent)}`).not.toContain(mark);
  for (const line of lines) {
    const { _aws } = JSON.parse(line) as Line;
    for (const { Metrics } of _aws?.CloudWatchMetrics ?? []) for (const { Name } of Metrics) metricNames.add(Name);
  }
  return value;
}

describe('nothing of the caller’s is written', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore(defaultEngine());
    provideServices({ store: store.newStore(), nowMs: () => startMs });
    provideServices({ monitors: { queues: async () => [], ringing: async () => [] } });
    await watchOutput(() => callHandler(routes.openAccount, openRequest()));
  });
  afterAll(() => store.stop());

  it.each(routeList)('when it is answered or refused: $id', async (route) => {
    for (const sent of markedRequests(route)) {
      const { statusCode = 0 } = await expectNothingWritten(route, sent);
      expect(statusCode, JSON.stringify(sent)).toBeLessThan(500);
    }
  });

  it('and metrics have few names, whatever is sent', () => {
    expect([...metricNames].toSorted()).toEqual(['AvailableCredits', 'Duration', 'Requests']);
    expect(scanned).toBeGreaterThan(routeList.length * 5);
  });
});

describe('nothing of the caller’s is written, nothing of our insides answered', () => {
  let engine: QuotingEngine;
  // The clock of a live project's account is refused before anything is read.
  const withoutTable: readonly string[] = [routes.readOpenapi.id, routes.readProblem.id, routes.moveAccountClock.id];

  beforeAll(async () => {
    engine = await startQuotingEngine();
    const client = localClient(engine.endpoint);
    const table = createDynamoTable({ tableName: 'credits-table', client, sleep: async () => {} });
    provideServices({ store: createStore(table, { ...surroundings, sleep: async () => {} }), nowMs: () => startMs });
  });
  afterAll(() => engine.stop());

  it.each(routeList.filter(({ id }) => !withoutTable.includes(id)))('when the store refuses: $id', async (route) => {
    for (const type of ['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException']) {
      engine.fail({ status: 400, type, isJson: true });
      const [sent = {}] = markedRequests(route);
      const { statusCode, body = '' } = await expectNothingWritten(route, sent);
      // Each debit of a batch is answered for itself.
      expect(statusCode, body).toBe(route.id === routes.debitBatch.id ? 200 : 500);
      expect(body).not.toMatch(insides);
      expect(body).not.toContain(mark);
      expect(JSON.stringify(JSON.parse(body))).toContain('"requestId"');
    }
  });
});

describe('of a commit that can’t be consumed', () => {
  const image = {
    pk: `ACCOUNT#${mark}`,
    sk: 'ACCOUNT',
    version: 1,
    seq: 1,
    head: Buffer.alloc(32),
    filed: Buffer.alloc(32),
    log: [],
  };

  it.each([
    ['a state that is no JSON', { ...image, state: 'secret-state' }],
    ['a state of another shape', { ...image, state: '{"secret":"secret"}' }],
    ['an entry that is no JSON', { ...image, state: '{}', log: ['secret-key'] }],
    ['an item of another shape', { ...image, state: '{}', log: 'secret' }],
  ])('the account is written, and nothing of what it holds: %s', async (_what, item) => {
    const keys = { pk: { S: image.pk }, sk: { S: image.sk } };
    const record = { dynamodb: { Keys: keys, NewImage: imageOf(item), SequenceNumber: '1' } } as DynamoDBRecord;

    const { value, lines } = await watchOutput(() => projectCommits({ Records: [record] }));

    expect(value).toEqual({ batchItemFailures: [] });
    expect(lines.join('\n')).toContain('record set aside');
    expect(lines.join('\n')).toContain(`"accountId":"${mark}"`);
    expect(lines.join('\n')).not.toContain('secret');
  });
});

function openRequest(): RouteRequest {
  const request = requestOf(routes.openAccount, { accountId: account });
  return { ...request, headers: { ...request.headers, ...headers } };
}
