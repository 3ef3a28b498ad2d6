import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as debitBatch } from '../../functions/api/debit-batch.ts';
import { handler as debitCredits } from '../../functions/api/debit-credits.ts';
import { handler as openAccount } from '../../functions/api/open-account.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { localClient } from '../../infra/local/local-table.ts';
import { problemCodes } from '../../shared/contract/answers/problems.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import type { HttpHandler } from '../../shared/runtime/http-stack.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { gatewayEvent, lambdaContext, type SentEvent } from '../support/builders/gateway-event.ts';
import { startTestStore, type TestStore } from '../support/engines/engines.ts';
import { type QuotingEngine, startQuotingEngine } from '../support/engines/quoting-engine.ts';
import { watchOutput } from '../support/processes/output.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

/** One in every place where a caller's data can stand. Short, so that a quotation cut off early still shows them. */
const planted = {
  account: 'planted-acct',
  key: 'planted-key',
  reason: 'planted-why',
  dimension: 'planted-dim',
  name: 'planted-name',
  header: 'planted-head',
  token: 'planted-sig',
};
/** Any of them, or enough of one to see it was there. */
const traces = /planted/i;

const headers = {
  'idempotency-key': planted.key,
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261101, Signature=${planted.token}`,
  'x-anything': planted.header,
};
const debit = { credits: 1, category: 'ai', dimensions: { [planted.name]: planted.dimension } };
const params = { accountId: planted.account };

let requests = 0;

async function invoke(
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

interface SeenLines {
  readonly answer: APIGatewayProxyStructuredResultV2;
  readonly requestId: string;
  readonly text: string;
  readonly counts: readonly Line[];
  readonly logs: readonly Line[];
}

/** One EMF line, by what was asked and what came of it, and nothing of the caller's in any line. */
function expectCounted(
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
function expectExplainedToOperators(seen: SeenLines, ...names: readonly string[]): void {
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

describe('a request that is answered', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore(defaultEngine());
    provideServices({ store: store.newStore(), nowMs: () => startMs });
  });
  afterAll(() => store.stop());

  it('leaves one count, no log line, and nothing of the caller’s in it', async () => {
    const opened = await invoke(openAccount, routes.openAccount, { params, body: { planId: 'team' } });
    expectCounted(opened, 'open-account', 'ok');
    const key = { headers: { ...headers, 'idempotency-key': `${planted.key} 2` } };
    const first = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expect(first.answer.statusCode).toBe(201);
    expectCounted(first, 'debit-credits', 'ok');
    const again = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expect(again.answer.body).toBe(first.answer.body);
    expectCounted(again, 'debit-credits', 'replayed');
    expect([...opened.logs, ...first.logs, ...again.logs]).toEqual([]);
  });

  it('with a refusal is counted by the refusal’s name', async () => {
    const key = { headers: { ...headers, 'idempotency-key': `${planted.key} 3` } };
    const tooMuch = await invoke(debitCredits, routes.debitCredits, {
      params,
      body: { ...debit, credits: 5e6 },
      ...key,
    });
    expect(tooMuch.answer.statusCode).toBe(402);
    expectCounted(tooMuch, 'debit-credits', 'insufficient-credits');
    const reused = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expectCounted(reused, 'debit-credits', 'idempotency-key-reused');
    const unknown = await invoke(debitCredits, routes.debitCredits, {
      params: { accountId: `${planted.account}.2` },
      body: debit,
    });
    expectCounted(unknown, 'debit-credits', 'account-not-found');
    expect([...tooMuch.logs, ...reused.logs, ...unknown.logs]).toEqual([]);
  });

  it('that is not valid is counted, and what was wrong with it is the caller’s alone to read', async () => {
    const invalid: readonly Partial<SentEvent & { readonly body: unknown }>[] = [
      { body: { ...debit, [planted.name]: planted.reason } },
      { body: { ...debit, category: planted.reason } },
      { text: `{"${planted.reason}` },
      { body: debit, params: { accountId: `${planted.account} ` } },
      { body: debit, headers: { ...headers, 'content-type': planted.header } },
    ];
    for (const sent of invalid) {
      const seen = await invoke(debitCredits, routes.debitCredits, { params, ...sent });
      expect(seen.answer.statusCode).toBe(400);
      expectCounted(seen, 'debit-credits', 'invalid-request');
      expect(seen.logs).toEqual([]);
    }
    const keyless = await invoke(debitCredits, routes.debitCredits, { params, body: debit, headers: {} });
    expectCounted(keyless, 'debit-credits', 'idempotency-key-invalid');
  });
});

describe('when the store quotes a request in its error, the log names the error and quotes nothing', () => {
  let engine: QuotingEngine;
  beforeAll(async () => {
    engine = await startQuotingEngine();
    const table = createDynamoTable({
      tableName: 'credits-table',
      client: localClient(engine.endpoint),
      sleep: surroundings.sleep,
    });
    provideServices({ store: createStore(table, surroundings), nowMs: () => startMs });
  });
  afterAll(() => engine.stop());

  it.each([
    [
      'it fails',
      { status: 500, type: 'InternalServerError', isJson: true },
      ['StoreUnavailable', 'InternalServerError'],
    ],
    ['it answers nonsense', { status: 200, type: '', isJson: false }, ['StoreUnavailable', 'AnswerDamaged']],
  ])('%s', async (_what, how, names) => {
    engine.fail(how);
    const seen = await invoke(debitCredits, routes.debitCredits, { params, body: debit });
    expect(seen.answer.statusCode).toBe(503);
    expect(seen.answer.headers).toMatchObject({ 'retry-after': '1' });
    expectCounted(seen, 'debit-credits', 'unavailable');
    expectExplainedToOperators(seen, ...names);
  });

  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])('%s', async (type) => {
    engine.fail({ status: 400, type, isJson: true });
    const seen = await invoke(debitCredits, routes.debitCredits, { params, body: debit });
    expect(seen.answer.statusCode).toBe(500);
    expectCounted(seen, 'debit-credits', 'internal-error');
    expectExplainedToOperators(seen, type);
    expect(seen.logs[0]?.['error']).toMatchObject({ httpStatus: 400, awsRequestId: 'store-request' });
  });

  it('and so for each debit of a batch, which is counted once', async () => {
    engine.fail({ status: 400, type: 'ValidationException', isJson: true });
    const element = { ...debit, ...params, idempotencyKey: planted.key };
    const seen = await invoke(debitBatch, routes.debitBatch, { body: { debits: [element] } });
    expectCounted(seen, 'debit-batch', 'ok', 1);
    const [result] = JSON.parse(seen.answer.body ?? '').results;
    expect(result.status).toBe(500);
    expectExplainedToOperators({ ...seen, answer: { body: JSON.stringify(result.body) } }, 'ValidationException');
  });
});

describe('when what is stored makes no sense, the log says where and quotes nothing', () => {
  const item = {
    pk: 'ACCOUNT#planted-acct',
    sk: 'ACCOUNT',
    version: 1,
    seq: 1,
    head: Buffer.alloc(32),
    filed: Buffer.alloc(32),
    state: '{}',
    log: [],
  };

  it.each([
    ['an item of another shape', { ...item, log: 'planted' }, '$ZodError'],
    ['a state that is no JSON', { ...item, state: 'planted-acct' }, 'SyntaxError'],
    ['a state with unknown members', { ...item, state: '{"planted":"planted"}' }, '$ZodError'],
    ['an entry that is no JSON', { ...item, log: ['planted-key'] }, 'SyntaxError'],
    ['an entry with unknown members', { ...item, log: ['{"k":7,"d":{"planted":1},"planted":2}'] }, '$ZodError'],
  ])('%s', async (_what, stored, cause) => {
    provideServices({ store: createStore(tableOf(stored), surroundings), nowMs: () => startMs });
    const seen = await invoke(debitCredits, routes.debitCredits, { params, body: debit });
    expect(seen.answer.statusCode).toBe(409);
    expectCounted(seen, 'debit-credits', 'account-quarantined', 1);
    expectExplainedToOperators(seen, 'ItemCorrupt', cause);
    expect(seen.logs[0]?.['error'].message).toMatch(/^(an account|an entry|entry 1)/);
  });

  it('nor in the message, stack, members or cause of an error that nobody foresaw', async () => {
    const cause = Object.assign(new RangeError('planted\n    at planted (/planted.ts:1:1)'), { body: 'planted' });
    const store: CreditStore = {
      ...createStore(tableOf(item), surroundings),
      change: async () => {
        throw Object.assign(new TypeError(`no ${planted.account}`, { cause }), { key: planted.key });
      },
    };
    provideServices({ store, nowMs: () => startMs });
    const seen = await invoke(debitCredits, routes.debitCredits, { params, body: debit });
    expect(seen.answer.statusCode).toBe(500);
    expectCounted(seen, 'debit-credits', 'internal-error');
    expectExplainedToOperators(seen, 'TypeError', 'RangeError');
  });
});

describe('a function whose time runs out', () => {
  it('answers before it is killed, is counted, and is logged', async () => {
    const never: Table = { ...tableOf(), get: () => new Promise(() => {}) };
    provideServices({ store: createStore(never, surroundings), nowMs: () => startMs });
    const seen = await invoke(debitCredits, routes.debitCredits, { params, body: debit, remainingMs: 510 });
    expect(seen.answer.statusCode).toBe(503);
    expect(seen.answer.headers).toMatchObject({ 'retry-after': '1' });
    expectCounted(seen, 'debit-credits', 'unavailable');
    expectExplainedToOperators(seen, 'StoreUnavailable');
  });
});

/** A table with one item in it, whatever is asked for. */
function tableOf(item?: Item): Table {
  return {
    get: async () => item,
    getMany: async () => [],
    put: async () => ({ kind: 'refused' }),
    update: async () => ({ kind: 'refused' }),
    putMany: async () => {},
    query: async () => [],
    queryDue: async () => [],
  };
}
