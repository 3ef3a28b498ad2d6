/**
 * An account that nobody asked for in years is brought forward in bounded writes, and the first change of it is answered all the
 * same. Time is what calls of the table take, at 5 ms each, as on DynamoDB.
 */
import { expect, it } from 'vitest';
import { debit as debitCommand } from '../../shared/domain/decisions/debit-credits.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { changeOf } from '../../shared/operations/charging/change-by.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { decideKeep, decideOpen, onAccount } from '../support/builders/decisions.ts';
import { storageSku } from '../support/builders/drawing.ts';
import { credits, dayMs, debitOf, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { variedCards } from '../support/builders/varied-commands.ts';
import { available, ledger } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const callMs = 5;
/** The time that a function has, less what an answer takes. */
const functionMs = 14_000;
const yearMs = 365.25 * dayMs;
const accountId = 'asleep';

/** Two processes over one table, and what it has seen of them. */
function timedStores(): {
  readonly stores: readonly CreditStore[];
  readonly seen: { ms: number; largestBytes: number };
} {
  const table = createMemoryTable();
  const seen = { ms: 0, largestBytes: 0 };
  const timed: Table = {
    ...table,
    get: (key, options) => took(() => table.get(key, options)),
    query: (asks) => took(() => table.query(asks)),
    put: (item, guard) => {
      if (item.sk === 'ACCOUNT') seen.largestBytes = Math.max(seen.largestBytes, itemSizeBytes(item));
      return took(() => table.put(item, guard));
    },
    putMany: (items) => took(() => table.putMany(items)),
    update: (asks) => took(() => table.update(asks)),
  };
  async function took<T>(call: () => Promise<T>): Promise<T> {
    seen.ms += callMs;
    return call();
  }
  const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => seen.ms };
  return { stores: [createStore(timed, surroundings), createStore(timed, surroundings)], seen };
}

async function asleep(store: CreditStore, cadence: 'month' | 'week', isKeeping: boolean): Promise<void> {
  await store.catalogue.addPlan(
    plan({ cadence, credits: credits(10), overrun: { policy: 'forgive', cap: credits(0) } }),
  );
  for (const card of variedCards) await store.catalogue.addRateCard(card);
  const opening = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  await store.change({ ...opening, nowMs: startMs, decide: (account, now) => decideOpen(account, opening, now) });
  if (!isKeeping) return;
  const tariff = { credits: credits(1), per: 240, unitMs: 3_600_000, rateCard: '2026-11-01' };
  const price = { kind: 'tariff', tariff } as const;
  const keeping = { ...requestNamed('keep'), usageId: 'logs', sku: storageSku, quantity: 1_000_000n, price };
  await store.change({ ...keeping, accountId, nowMs: startMs, decide: onAccount(decideKeep, keeping) });
}

it.each([
  [5, 'month', true],
  [20, 'month', true],
  [50, 'month', true],
  [50, 'month', false],
  [5, 'week', true],
  [20, 'week', true],
  [50, 'week', true],
] as const)(
  'after %d years of a %s’s cycles, keeping something or not (%s), the first change is answered in time',
  async (years, cadence, isKeeping) => {
    const { stores, seen } = timedStores();
    const [store] = stores;
    if (store === undefined) throw new Error('no store');
    await asleep(store, cadence, isKeeping);
    seen.ms = 0;

    const nowMs = startMs + years * yearMs;
    const outcome = await store.change(changeOf(debitCommand, { ...debitOf(1, 'late'), accountId }, { nowMs }));

    expect(outcome).toMatchObject({ kind: 'done', isReplay: false, entry: { idempotencyKey: 'late', atMs: nowMs } });
    expect(seen.ms).toBeLessThan(functionMs);
    expect(seen.largestBytes).toBeLessThan(16 * 1024);
    const entries = await ledger(store, accountId);
    expect(verifyLedger(entries).findings).toEqual([]);
    const cycles = new Set(entries.flatMap(({ slices }) => slices.map(({ grantId }) => grantId)));
    expect(cycles.size).toBeGreaterThanOrEqual(Math.floor((years * yearMs) / (cadence === 'week' ? 7 : 31) / dayMs));
    expect(await available(store, accountId)).toBeLessThanOrEqual(credits(9));
  },
  120_000,
);

it('two processes that are asked at once both answer', async () => {
  const { stores } = timedStores();
  const [store] = stores;
  if (store === undefined) throw new Error('no store');
  await asleep(store, 'month', true);

  const nowMs = startMs + 10 * yearMs;
  const outcomes = await Promise.all(
    stores.map((each, index) =>
      each.change(changeOf(debitCommand, { ...debitOf(1, `late ${index}`), accountId }, { nowMs })),
    ),
  );

  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
  expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
}, 60_000);
