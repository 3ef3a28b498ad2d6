/** A damaged item is told to operators as what it is: a log line each time, and a count that takes back a release which reads none. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { watchOutput } from '../support/processes/output.ts';
import { type CalledHandler, callHandler } from '../support/service/handlers.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'INFO';
  process.env['METRICS_DISABLED'] = 'false';
});

let table = createMemoryTable();
beforeEach(() => {
  table = createMemoryTable();
  provideServices({ store: createStore(table, surroundings), nowMs: () => startMs });
});

const debit = { credits: 1, category: 'ai' };
const params = { accountId: 'acme' };
const headers = { 'idempotency-key': 'one' };
const batched = { debits: [{ ...debit, ...params, idempotencyKey: 'two' }] };

interface Seen {
  readonly code: unknown;
  readonly levels: readonly unknown[];
  /** The functions that counted one. */
  readonly internalErrors: readonly unknown[];
}

async function ask(route: Route, sent: CalledHandler): Promise<Seen> {
  const { value, lines } = await watchOutput(() => callHandler(route, sent));
  const read = lines.map((line): Record<string, unknown> => JSON.parse(line));
  const body = JSON.parse(value.body ?? '');
  return {
    code: body.code ?? body.results?.[0].body.code,
    levels: read.flatMap((line) => line['level'] ?? []),
    internalErrors: read.filter((line) => 'InternalErrors' in line).map((line) => line['function']),
  };
}

/** One debit by itself, and one in a batch. */
async function askDebits(): Promise<readonly Seen[]> {
  return [
    await ask(routes.debitCredits, { params, headers, text: JSON.stringify(debit) }),
    await ask(routes.debitBatch, { text: JSON.stringify(batched) }),
  ];
}

test('an account whose item can’t be read is refused by name, logged as an error, and counted against new code', async () => {
  await table.put({ ...accountKey('acme'), seq: 'nonsense' }, { kind: 'absent' });

  const refused = { code: 'account-quarantined', levels: ['ERROR'] };
  expect(await askDebits()).toEqual([
    { ...refused, internalErrors: ['charge'] },
    { ...refused, internalErrors: ['charge'] },
  ]);
});

test('one that the audit has put into quarantine is logged as an error, and counts against no release', async () => {
  const store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan());
  await openAccount(store, { ...requestNamed('open'), ...params, planId: 'team', anchorMs: startMs }, startMs);
  await store.quarantine('acme', { sinceMs: startMs, findings: ['a test says so'] });

  const refused = { code: 'account-quarantined', levels: ['ERROR'], internalErrors: [] };
  expect(await askDebits()).toEqual([refused, refused]);
});
