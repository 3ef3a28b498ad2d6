/** The sums of a cycle equal a fold of its entries, whatever of them is lost, spoilt or read in pieces. */
import { describe, expect, it } from 'vitest';
import { keepSums } from '../../shared/operations/reading/keep-sums.ts';
import { sumCycle } from '../../shared/operations/reading/sum-cycle.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { cycleSumsKey, segmentKey } from '../../shared/storage/table-keys.ts';
import { plan } from '../support/builders/fixtures.ts';
import { fileEntries, type Ledger, loadedAt, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { playUndoing } from '../support/builders/undoing.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { folded, told } from '../support/expectations/cycle-sums.ts';
import { rounds } from '../support/expectations/effort.ts';

/** `HISTORIES=10000 npm test -- test/operations/cycle-sums.test.ts` takes a quarter of an hour. */
const histories = Number(process.env['HISTORIES'] ?? rounds(100));

async function storeOf(table: MemoryTable): Promise<CreditStore> {
  const store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan());
  return store;
}

/** Asks until it is whole, as callers do who are told to come again. */
async function summedUp(store: CreditStore, loaded: LoadedAccount, cycle: number, entriesMax: number, worth: number) {
  for (let asked = 0; asked < 1_000; asked += 1) {
    const stored = await store.sums.readCycle(loaded.account.accountId, cycle);
    const summed = await sumCycle(store, loaded, stored, { cycle, entriesMax, worth });
    if (summed?.isWhole) return summed.sums;
  }
  throw new Error('it is never whole');
}

/** Histories with late usage, reversals, refunds, chargebacks, what is kept, other plans and zones. */
function historyOf(seed: number): Ledger {
  return seed % 4 === 0 ? tellHistory(seed) : playUndoing(seed, { steps: 40, isLong: true });
}

describe('the sums of a cycle', () => {
  it(
    'equal a fold of its entries at any moment, whatever is lost, spoilt, overtaken or read in pieces',
    async () => {
      for (let seed = 0; seed < histories; seed += 1) {
        const random = seedDecider(seed);
        const history = historyOf(seed);
        const { accountId } = history.account;
        const table = createMemoryTable();
        const store = createStore(table, stillSurroundings);
        let filed = 0;
        let before = 0;
        while (before < history.entries.length) {
          const seq = Math.min(history.entries.length, before + 1 + Math.floor(random() * 20));
          const logged = Math.min(seq - filed, Math.floor(random() * 6));
          await fileEntries(table, history, { from: filed + 1, to: seq - logged, each: 1 + Math.floor(random() * 9) });
          filed = seq - logged;
          const loaded = loadedAt(history, seq, logged);
          const consumer = createStore(random() < 0.3 ? faultyTable(table, random, 0.3) : table, stillSurroundings);
          const stretch = { fromSeq: before, toSeq: seq, every: 3 };
          if (random() < 0.7) await keepSums(consumer, loaded, stretch).catch(() => {});
          const cycle = history.entries[Math.floor(random() * seq)]?.cycle ?? 0;
          const key = cycleSumsKey(accountId, cycle);
          const kept = await table.get(key);
          if (kept !== undefined && random() < 0.2) await table.putMany([{ ...kept, sums: Buffer.from('spoilt') }]);
          const pieces = 7 + Math.floor(random() * 30);
          const sums = await summedUp(store, loaded, cycle, pieces, Math.min(pieces, 3));
          expect(told(sums), `history ${seed} at ${seq}`).toEqual(folded(history, cycle, seq));
          before = seq;
        }
      }
    },
    60_000 + 3_000 * histories,
  );

  it('of another ledger are made anew, and so are those that passed over what can be read by now', async () => {
    const table = createMemoryTable();
    const store = await storeOf(table);
    const ledger = longLedger(40);
    await storeLedger(table, ledger);
    const whole = async () => {
      const loaded = loadedAt(ledger, 40, 3);
      return summedUp(store, loaded, 0, 100, 5);
    };
    const other = playUndoing(1, { steps: 60, isLong: false });
    await storeLedger(table, { ...other, account: { ...other.account, accountId: 'other' } });
    const first = await whole();
    const kept = await table.get(cycleSumsKey('long', 0));
    if (kept === undefined) return expect.fail('nothing was kept');

    await table.putMany([{ ...kept, head: Buffer.alloc(32) }]);
    expect(told(await whole())).toEqual(told(first));

    const segment = await table.get(segmentKey('long', 15, 28));
    if (segment === undefined) return expect.fail('there is no such segment');
    await table.putMany([
      { ...kept, head: Buffer.alloc(32) },
      { ...segment, entries: ['{'] },
    ]);
    const broken = await whole();
    expect(broken.unprovable).toMatchObject([{ first: 15, last: 28 }]);
    expect((await whole()).unprovable).toHaveLength(1);
    await table.putMany([segment]);
    expect(told(await whole())).toEqual(told(first));
  });
});

it('the consumer keeps the sums of what it can read, and reads a damaged ledger no further', async () => {
  const table = createMemoryTable();
  const ledger = longLedger(300);
  await fileEntries(table, ledger, { each: 1 });
  for (let seq = 101; seq <= 140; seq += 1)
    await table.putMany([{ ...segmentKey('long', seq, seq), previous: Buffer.alloc(32), entries: ['{'] }]);
  const counting = countingTable(table);

  await keepSums(createStore(counting.table, stillSurroundings), loadedAt(ledger, 300, 0), { fromSeq: 0, toSeq: 300 });

  const { sums } = await createStore(table, stillSurroundings).sums.readCycle('long', 0);
  expect(sums).toMatchObject({ seq: 100, unprovable: [] });
  expect(counting.counts.calls).toBeLessThan(60);
});
