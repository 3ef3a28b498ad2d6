import { beforeEach, expect, test } from 'vitest';
import { findingsOf, type Measurements } from '../../shared/domain/projections/service-health.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { readServiceHealth } from '../../shared/operations/read-service-health.ts';
import type { Monitors } from '../../shared/ports/monitors.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { dayMs, plan, startMs } from '../support/builders/fixtures.ts';
import { openFleet } from '../support/builders/fleet.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const quiet: Monitors = { queues: async () => [], ringing: async () => [] };
const away = async (): Promise<never> => {
  throw new Error('no answer');
};
const endMs = Date.parse('2026-12-01T00:00:00.000Z');
const minuteMs = 60_000;

let store: CreditStore;

beforeEach(async () => {
  store = createStore(createMemoryTable(), stillSurroundings);
  await store.catalogue.addPlan(plan());
});

function measure(nowMs: number, monitors: Monitors = quiet): Promise<Measurements> {
  return readServiceHealth({ store, monitors }, nowMs);
}

test('a renewal that nobody has written is told by account and age, and a parked account isn’t', async () => {
  const [first = '', second = ''] = await openFleet(store, 'due', 2);
  expect((await measure(endMs - 1)).oldestDue).toBeUndefined();

  await store.park(first, endMs + 2 * dayMs);
  const found = await measure(endMs + 11 * minuteMs);

  expect(found.oldestDue).toEqual({ accountId: second, dueAtMs: endMs });
  expect(findingsOf(found)).toEqual(['sweep-late', 'accounts-parked']);
});

test('the last audit is told with what it found, and that it is late', async () => {
  await openFleet(store, 'audited', 3);
  expect((await measure(startMs)).lastAudit).toBeUndefined();

  await auditLedgers({ store, bus: { publish: async () => {} } }, startMs);

  const { lastAudit } = await measure(startMs + minuteMs);
  expect(lastAudit).toEqual({
    ...{ atMs: startMs, audited: 3, unchanged: 0, skipped: 0, breaches: 0, failed: 0, caughtUp: 3 },
    isWhole: true,
  });
  expect(findingsOf(await measure(startMs + 27 * 60 * minuteMs))).toEqual(['audit-late']);
});

test('what lies beside the table may be away: the rest is told, and what is missing is named', async () => {
  const found = await measure(startMs, { queues: away, ringing: away });

  expect(found.queues ?? found.alarms).toBeUndefined();
  expect(findingsOf(found)).toEqual(['queues-not-measured', 'alarms-not-measured']);
});

const clean = {
  atMs: startMs,
  audited: 1,
  unchanged: 0,
  skipped: 0,
  breaches: 0,
  failed: 0,
  caughtUp: 0,
  isWhole: true,
};

test.each([
  ['an alarm that rings', { alarms: [{ name: 'a', matter: 'b', sinceMs: 0 }] }, 'alarm-rings'],
  ['work put aside', { queues: [{ name: 'a', kind: 'put-aside', messages: 1 }] }, 'work-put-aside'],
  [
    'an account in quarantine',
    { quarantined: [{ accountId: 'acme', sinceMs: 0, findings: [] }] },
    'accounts-quarantined',
  ],
  ['an account that was not audited', { lastAudit: { ...clean, failed: 1 } }, 'audit-failed'],
  ['a breach', { lastAudit: { ...clean, breaches: 1 } }, 'breach-found'],
] as const)('%s needs somebody', (_what, news, finding) => {
  const found = { atMs: startMs, parked: 0, quarantined: [], queues: [], alarms: [], ...news };

  expect(findingsOf(found)).toEqual([finding]);
});

test('work that waits for workers needs nobody', () => {
  const queues = [{ name: 'due', kind: 'work', messages: 1_000 }] as const;

  expect(findingsOf({ atMs: startMs, parked: 0, quarantined: [], queues, alarms: [] })).toEqual([]);
});
