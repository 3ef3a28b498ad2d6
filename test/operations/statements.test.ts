/**
 * Statements: however long a cycle is, whatever of its sums is lost, and wherever the consumer stands, they say what a fold of
 * the ledger says, at the price of what came last.
 */
import { describe, expect, it } from 'vitest';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import { readStatement } from '../../shared/operations/read-statement.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { fileEntries, loadedAt, longLedger, storeLedger } from '../support/builders/stored-ledger.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { isUnderMutation } from '../support/expectations/effort.ts';
import { signalSink } from '../support/service/signal-sink.ts';

/** `ENTRIES=100001` takes half a minute. */
const entriesOfLong = Number(process.env['ENTRIES'] ?? 20_001);

async function storeOf(table: MemoryTable): Promise<CreditStore> {
  const store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan());
  return store;
}

interface Cost {
  readonly calls: number;
  readonly readUnits: number;
  readonly ms: number;
}

async function costOf(table: MemoryTable, accountId: string): Promise<Cost> {
  const counting = countingTable(table);
  const store = createStore(counting.table, stillSurroundings);
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
      createStore(counting.table, stillSurroundings),
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
