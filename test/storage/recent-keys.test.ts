/** Keys that are a while old, on an account that is charged often: each is told from those that were used, and costs little. */
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { filedUnder } from '../../shared/storage/ledger.ts';
import { createRecentKeys } from '../../shared/storage/recent-keys.ts';
import { segmentsIn } from '../../shared/storage/segments.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

let table: MemoryTable;
let store: CreditStore;
let accountId: string;
/** Entries that a second has. */
const rate = 80;
const seconds = 12;
const endMs = startMs + 1_000 * seconds;

let items: ReadonlyMap<string, Item>;

beforeAll(async () => {
  table = createMemoryTable();
  store = storeOn(table);
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
  for (let at = 0; at < seconds * rate; at += 1) {
    const nowMs = startMs + Math.floor((1_000 * at) / rate);
    await debit(store, accountId, keyOf(nowMs, at), 0.001, nowMs);
  }
  items = new Map(table.items);
});

beforeEach(() => {
  table = createMemoryTable();
  goBack();
  store = storeOn(table);
});

/** The table as it was before the test. */
function goBack(): void {
  const held = table.items as Map<string, Item>;
  held.clear();
  for (const [key, item] of items) held.set(key, item);
}

function storeOn(on: Table): CreditStore {
  return createStore(on, stillSurroundings);
}

function keyOf(atMs: number, number: number): string {
  const time = atMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

describe('a process that is asked under keys that are a while old', () => {
  it('reads what was filed around them once, not for each', async () => {
    const { table: counted, counts } = countingTable(table);
    const other = storeOn(counted);
    await debit(other, accountId, keyOf(endMs - 900, 90_000), 0.001, endMs);
    const first = { ...counts };

    for (let at = 0; at < 100; at += 1) {
      const outcome = await debit(other, accountId, keyOf(endMs - 900, 90_001 + at), 0.001, endMs + at);
      expect(outcome).toMatchObject({ kind: 'done', isReplay: false });
    }

    expect(first.readUnits).toBeGreaterThan(10);
    expect((counts.readUnits - first.readUnits) / 100).toBeLessThan(4);
  });

  it('gives each of them its first answer again, and none another', async () => {
    const other = storeOn(table);
    const before = (await ledger(store, accountId)).length;
    for (let at = seconds * rate - 1; at >= 0; at -= 97) {
      const madeMs = startMs + Math.floor((1_000 * at) / rate);

      const again = await debit(other, accountId, keyOf(madeMs, at), 0.001, endMs);
      const more = await debit(store, accountId, keyOf(endMs, 50_000 + at), 0.001, endMs);

      expect(again).toMatchObject({ kind: 'done', isReplay: true, entry: { seq: at + 2 } });
      expect(more).toMatchObject({ kind: 'done', isReplay: false });
    }
    const after = await ledger(store, accountId);
    expect(after.length - before).toBe(Math.ceil((seconds * rate) / 97));
  });

  it('knows nothing of a ledger any more that went back and on by another way', async () => {
    const other = storeOn(table);
    const withdrawn = keyOf(endMs, 70_000);
    for (let at = 0; at < 40; at += 1) await debit(store, accountId, keyOf(endMs, 70_000 + at), 0.001, endMs);
    await debit(other, accountId, keyOf(endMs - 900, 80_000), 0.001, endMs);
    goBack();
    const fresh = storeOn(table);
    for (let at = 0; at < 80; at += 1) await debit(fresh, accountId, keyOf(endMs, 60_000 + at), 0.001, endMs);

    expect(await debit(other, accountId, withdrawn, 0.001, endMs + 500)).toMatchObject({
      kind: 'done',
      isReplay: false,
    });
    const replayed = await debit(other, accountId, keyOf(endMs, 60_010), 0.001, endMs + 500);
    expect(replayed).toMatchObject({ kind: 'done', isReplay: true });
  });
});

it('says of every key what a look at all around it says, whatever was asked before', async () => {
  const recent = createRecentKeys(table);
  const steps = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: seconds * rate + 50 }),
      isSeen: fc.boolean(),
      more: fc.integer({ min: 0, max: 30 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  let added = seconds * rate;
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      for (const { at, isSeen, more } of all) {
        for (let each = 0; each < more; each += 1) {
          await debit(store, accountId, keyOf(endMs, added), 0.001, endMs);
          added += 1;
        }
        const loaded: LoadedAccount = await loadedAccount(store, accountId);
        if (isSeen) recent.see(loaded);
        const key = keyOf(startMs + Math.floor((1_000 * at) / rate), at);

        const found = await recent.filedUnder(loaded, {
          idempotencyKey: key,
          nowMs: endMs,
          read: segmentsIn(table, accountId),
        });

        const parts = [{ first: 1, last: loaded.log.filed.seq }];
        expect(found?.seq).toBe((await filedUnder(segmentsIn(table, accountId), key, parts))?.seq);
      }
    }),
    { numRuns: 8 },
  );
});
