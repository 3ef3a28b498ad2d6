/**
 * Statements: however long a cycle is, whatever of its sums is lost, and wherever the consumer stands, they say what a fold of
 * the ledger says, at the price of what came last.
 */
import { describe, expect, it } from 'vitest';
import { movementLines } from '../../shared/domain/ledger/movement.ts';
import { emptyBalance } from '../../shared/domain/ledger/statement.ts';
import type { CycleSums } from '../../shared/domain/projections/cycle-sums.ts';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import { readStatement } from '../../shared/operations/read-statement.ts';
import { keepSums } from '../../shared/operations/reading/keep-sums.ts';
import { sumCycle } from '../../shared/operations/reading/sum-cycle.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { cycleSumsKey, segmentKey } from '../../shared/storage/table-keys.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { movementsIn } from '../support/builders/movements.ts';
import { fileEntries, type Ledger, loadedAt, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { playUndoing } from '../support/builders/undoing.ts';
import { tellHistory } from '../support/builders/varied-history.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { faultyTable, seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { isUnderMutation, rounds } from '../support/expectations/effort.ts';
import { signalSink } from '../support/service/signal-sink.ts';

/** `HISTORIES=10000 npm test -- test/operations/statements.test.ts` takes a quarter of an hour. */
const histories = Number(process.env['HISTORIES'] ?? rounds(100));
/** `ENTRIES=100001` takes half a minute. */
const entriesOfLong = Number(process.env['ENTRIES'] ?? 20_001);
const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };

async function storeOf(table: MemoryTable): Promise<CreditStore> {
  const store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan());
  return store;
}

/** The sums of a cycle by one fold of the ledger. */
function folded({ entries }: Ledger, cycle: number, seq: number): object {
  const own = entries.slice(0, seq).filter((entry) => entry.cycle === cycle);
  const [first] = own;
  const opening = first === undefined ? emptyBalance : (entries[first.seq - 2]?.after ?? emptyBalance);
  const { planId, cycleStartMs, expiresAtMs } = own.find((entry) => entry.cycleStartMs !== undefined) ?? {};
  return {
    opened: { planId, startMs: cycleStartMs, endMs: expiresAtMs },
    first: first?.seq,
    seq: own.at(-1)?.seq,
    opening,
    closing: own.at(-1)?.after,
    movements: movementsIn(own),
  };
}

function told({ opened, first, seq, opening, closing, movements }: CycleSums): object {
  return { opened, first, seq, opening, closing, movements: movementLines(movements) };
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
        const store = createStore(table, surroundings);
        let filed = 0;
        let before = 0;
        while (before < history.entries.length) {
          const seq = Math.min(history.entries.length, before + 1 + Math.floor(random() * 20));
          const logged = Math.min(seq - filed, Math.floor(random() * 6));
          await fileEntries(table, history, { from: filed + 1, to: seq - logged, each: 1 + Math.floor(random() * 9) });
          filed = seq - logged;
          const loaded = loadedAt(history, seq, logged);
          const consumer = createStore(random() < 0.3 ? faultyTable(table, random, 0.3) : table, surroundings);
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

interface Cost {
  readonly calls: number;
  readonly readUnits: number;
  readonly ms: number;
}

async function costOf(table: MemoryTable, accountId: string): Promise<Cost> {
  const counting = countingTable(table);
  const store = createStore(counting.table, surroundings);
  const times: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    Object.assign(counting.counts, { calls: 0, readUnits: 0 });
    const { user } = process.cpuUsage();
    const outcome = await readStatement(store, { accountId, cycle: 0 }, startMs + 1_000_000);
    times.push(process.cpuUsage().user - user);
    expect(outcome.kind).toBe('done');
  }
  const { calls, readUnits } = counting.counts;
  return { calls, readUnits, ms: (times.toSorted((a, b) => a - b)[2] ?? 0) / 1_000 };
}

describe('a statement', () => {
  it.skipIf(isUnderMutation)(
    'of any number of entries costs at most twice that of 1,000, and whoever asks first is told to come again until it is made',
    async () => {
      const table = createMemoryTable();
      const store = await storeOf(table);
      const [short, long] = [longLedger(1_000, 'short'), longLedger(entriesOfLong, 'long')];
      await storeLedger(table, short);
      await storeLedger(table, long);
      const answers: string[] = [];
      for (let asked = 0; asked < 20 && answers.at(-1) !== 'done'; asked += 1) {
        const outcome = await readStatement(store, { accountId: 'long', cycle: 0 }, startMs + 1_000_000);
        answers.push(outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind);
        if (outcome.kind !== 'done') continue;
        expect(outcome.value).toMatchObject({
          entries: { first: 1, last: entriesOfLong },
          through: { seq: entriesOfLong },
        });
        const used = outcome.value.movements.filter(({ type }) => type === 'used');
        expect(used.map(({ sku, quantity, credits }) => [sku, quantity, credits])).toEqual([
          ['ai.gpt-4o.input-token', BigInt(entriesOfLong - 1) * 1_000_000n, BigInt(1 - entriesOfLong) / 2n],
          ['ai.gpt-4o.output-token', BigInt(entriesOfLong - 1) * 1_000_000n, BigInt(1 - entriesOfLong) / 2n],
        ]);
      }
      expect(answers).toEqual([...Array(Math.floor(entriesOfLong / 10_000)).fill('history-pending'), 'done']);
      await readStatement(store, { accountId: 'short', cycle: 0 }, startMs + 1_000_000);

      const costs = { short: await costOf(table, 'short'), long: await costOf(table, 'long') };

      expect(costs.long.calls).toBeLessThanOrEqual(costs.short.calls);
      expect(costs.long.readUnits).toBeLessThanOrEqual(2 * costs.short.readUnits);
      expect(costs.long.ms).toBeLessThanOrEqual(2 * costs.short.ms + 5);
    },
    120_000,
  );

  it('of an account that the consumer follows is whole at once, and reads what came after the last stop alone', async () => {
    const table = createMemoryTable();
    const store = await storeOf(table);
    const ledger = longLedger(1_000);
    await fileEntries(table, ledger);
    for (let seq = 100; seq <= 1_000; seq += 100)
      await projectAccount({ store, bus: signalSink(), nowMs: () => startMs }, loadedAt(ledger, seq, 0));
    await storeLedger(table, ledger);
    const counting = countingTable(table);

    const outcome = await readStatement(
      createStore(counting.table, surroundings),
      { accountId: 'long', cycle: 0 },
      startMs + 1_000_000,
    );

    expect(outcome).toMatchObject({ kind: 'done', value: { through: { seq: 1_000 }, isFinal: false } });
    const { sums } = await store.sums.readCycle('long', 0);
    expect(sums?.seq).toBeGreaterThan(1_000 - 256 - 100);
    expect(counting.counts).toMatchObject({ writeUnits: 0 });
    expect(counting.counts.calls).toBeLessThanOrEqual(6);
  });
});

it('the consumer keeps the sums of what it can read, and reads a damaged ledger no further', async () => {
  const table = createMemoryTable();
  const ledger = longLedger(300);
  await fileEntries(table, ledger, { each: 1 });
  for (let seq = 101; seq <= 140; seq += 1)
    await table.putMany([{ ...segmentKey('long', seq, seq), previous: Buffer.alloc(32), entries: ['{'] }]);
  const counting = countingTable(table);

  await keepSums(createStore(counting.table, surroundings), loadedAt(ledger, 300, 0), { fromSeq: 0, toSeq: 300 });

  const { sums } = await createStore(table, surroundings).sums.readCycle('long', 0);
  expect(sums).toMatchObject({ seq: 100, unprovable: [] });
  expect(counting.counts.calls).toBeLessThan(60);
});
