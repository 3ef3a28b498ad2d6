import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as debitBatch } from '../../functions/api/debit-batch.ts';
import { handler as debitCredits } from '../../functions/api/debit-credits.ts';
import { localClient } from '../../infra/local/local-table.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import { createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { type QuotingEngine, startQuotingEngine } from '../support/engines/quoting-engine.ts';
import {
  debit,
  expectCounted,
  expectExplainedToOperators,
  invoke,
  params,
  planted,
} from '../support/service/observed-request.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
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
