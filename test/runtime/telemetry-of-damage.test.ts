import { describe, expect, it, vi } from 'vitest';
import { handler as debitCredits } from '../../functions/api/debit-credits.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { startMs } from '../support/builders/fixtures.ts';
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
