import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/streams/project-commits.ts';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { BusUnavailable } from '../../../shared/runtime/eventbridge-bus.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { type Counts, countingTable } from '../../support/engines/counting-table.ts';
import { faultyTable, seedDecider } from '../../support/engines/faulty-table.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { streamingTable } from '../../support/engines/streaming-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';

describe('the consumer of the table’s stream', () => {
  let records: DynamoDBRecord[];
  let store: CreditStore;
  let table: Table;
  let counts: Counts;
  let published: Signal[];
  let isBusGone: (signals: readonly Signal[]) => boolean;
  let isAnswerLost: () => boolean;

  beforeEach(async () => {
    records = [];
    published = [];
    isBusGone = () => false;
    isAnswerLost = () => false;
    table = createMemoryTable();
    const counted = countingTable(table);
    counts = counted.counts;
    store = createStore(streamingTable(table, records), stillSurroundings);
    await store.catalogue.addPlan(plan({ lowBalanceThresholds: [credits(100)] }));
    provideServices({ store: createStore(counted.table, stillSurroundings), nowMs: () => startMs });
    provideServices({
      bus: {
        publish: async (signals) => {
          if (isBusGone(signals)) throw new BusUnavailable('gone');
          published.push(...signals);
          if (isAnswerLost()) throw new BusUnavailable('no answer');
        },
      },
    });
  });
  afterEach(() => {
    provideServices({ bus: { publish: async () => {} } });
  });

  async function consume(batch: readonly DynamoDBRecord[] = records.splice(0)): Promise<readonly string[]> {
    const { batchItemFailures } = await handler({ Records: [...batch] });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  it('sets a poisoned record aside, and consumes what others and the same account did', async () => {
    const [poisoned = '', healthy = ''] = await openFleet(store, 'fleet', 2);
    await debit(store, poisoned, { key: 'a', credits: 950, nowMs: startMs });
    await debit(store, healthy, { key: 'b', credits: 950, nowMs: startMs });
    const broken = records.map((record): DynamoDBRecord => {
      const isBroken = record.dynamodb?.Keys?.['pk']?.S?.endsWith(poisoned) && record.eventName === 'MODIFY';
      return isBroken ? { ...record, dynamodb: { ...record.dynamodb, NewImage: { pk: { S: 'x' } } } } : record;
    });

    expect(await consume(broken)).toEqual([]);
    expect(published.map(({ accountId }) => accountId)).toEqual([healthy]);

    records.length = 0;
    await debit(store, poisoned, { key: 'c', credits: 1, nowMs: startMs });
    await consume();
    expect(published.map(({ accountId }) => accountId)).toEqual([healthy, poisoned]);
  });

  it('asks for exactly the accounts again whose events the bus did not take', async () => {
    const [one = '', two = ''] = await openFleet(store, 'fleet', 2);
    await consume();
    await debit(store, one, { key: 'a', credits: 950, nowMs: startMs });
    await debit(store, two, { key: 'b', credits: 950, nowMs: startMs });
    const batch = records.splice(0);
    isBusGone = ([signal]) => signal?.accountId === one;

    const failed = await consume(batch);
    isBusGone = () => false;
    const again = await consume(batch);

    expect(failed).toEqual([batch[0]?.dynamodb?.SequenceNumber]);
    expect(again).toEqual([]);
    expect(published.map(({ accountId }) => accountId)).toEqual([two, one]);
  });

  it('catches up from the ledger after days in which the stream’s records were lost', async () => {
    const [accountId = ''] = await openFleet(store, 'fleet', 1);
    for (let debits = 0; debits < 60; debits += 1)
      await debit(store, accountId, { key: `${debits}`, credits: 15.5, nowMs: startMs + debits });
    records.length = 0;
    await debit(store, accountId, { key: 'last', credits: 1, nowMs: startMs + 60 });

    await consume();

    expect(published.map(({ kind, seq }) => [kind, seq])).toEqual([['balance-low', 60]]);
    const { projection } = await store.projections.read(accountId);
    expect(projection.seq).toBe(62);
  });

  it('never judges a boundary by half of it, wherever a long catch-up is divided', async () => {
    for (const debits of [97, 98, 99]) {
      const [accountId = ''] = await openFleet(store, `divided-${debits}`, 1);
      for (let index = 0; index < debits; index += 1)
        await debit(store, accountId, { key: `${index}`, credits: 1, nowMs: startMs });
      records.length = 0;
      await debit(store, accountId, { key: 'next cycle', credits: 1, nowMs: startMs + 31 * dayMs });
      published.length = 0;

      await consume();

      expect(published.map(({ kind }) => kind)).toEqual(['credits-expired', 'cycle-reset']);
    }
  });

  /** The crossings that a consumer which is killed at random publishes about 150, 95, 40, 160, 99, 101, 99 in many small parallel debits. */
  async function crossingsOf(accountId: string, random: () => number): Promise<readonly Signal[]> {
    let keys = 0;
    const race = async (count: number): Promise<void> => {
      const keysNow = Array.from({ length: count }, () => {
        keys += 1;
        return `debit ${keys}`;
      });
      await Promise.all(keysNow.map((key) => debit(store, accountId, { key, credits: 1, nowMs: startMs })));
    };
    const add = async (amount: number): Promise<void> => {
      keys += 1;
      const command = {
        ...requestNamed(`add ${keys}`),
        credits: credits(amount),
        direction: 'add',
        reason: 'r',
        actor: 'a',
      };
      await adjustCredits(store, { ...command, accountId } as Parameters<typeof adjustCredits>[1], startMs);
    };

    await debit(store, accountId, { key: 'down to 150', credits: 850, nowMs: startMs });
    for (const step of [() => race(55), () => race(55), () => add(120), () => race(61), () => add(2), () => race(2)]) {
      await step();
      provideServices({ store: createStore(faultyTable(table, random, 0.5), stillSurroundings), nowMs: () => startMs });
      isBusGone = () => random() < 0.3;
      isAnswerLost = () => random() < 0.5;
      for (let tries = 0; tries < 6; tries += 1) {
        const from = Math.floor(random() * records.length);
        await consume(records.slice(from, from + 1 + Math.floor(random() * 5)));
      }
    }
    provideServices({ store: createStore(table, stillSurroundings), nowMs: () => startMs });
    isBusGone = () => false;
    isAnswerLost = () => false;
    await consume();
    return published.splice(0);
  }

  it('tells of exactly the documented crossings while debits race and it is killed at random', async () => {
    let repeated = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const [accountId = ''] = await openFleet(store, `fleet-${seed}`, 1);

      const all = await crossingsOf(accountId, seedDecider(seed));

      const distinct = [...new Map(all.map((signal) => [signal.id, signal])).values()];
      const crossings = distinct.flatMap((signal) => (signal.kind === 'balance-low' ? [signal] : []));
      expect(crossings.map((signal) => [signal.seq, signal.available / 1e6])).toEqual([
        [53, 99],
        [174, 99],
        [177, 99],
      ]);
      expect(distinct).toHaveLength(3);
      repeated += all.length - distinct.length;
    }
    expect(repeated).toBeGreaterThan(0);
  });

  it('publishes one event for each of a thousand accounts that cross at once', async () => {
    const accountIds = await openFleet(store, 'fleet', 1_000);
    await consume();
    await Promise.all(accountIds.map((id) => debit(store, id, { key: 'a', credits: 950, nowMs: startMs })));

    for (const batch of [records.slice(0, 500), records.slice(500)]) await consume(batch);

    expect(published).toHaveLength(1_000);
    expect(new Set(published.map(({ id }) => id)).size).toBe(1_000);
  });

  it('costs about a read and a write per record, and a fraction of them per debit of a busy account', async () => {
    const [accountId = ''] = await openFleet(store, 'fleet', 1);
    await consume();
    await store.catalogue.read(startMs);
    const start = { ...counts };

    for (let debits = 0; debits < 200; debits += 1) {
      await debit(store, accountId, { key: `alone ${debits}`, credits: 1, nowMs: startMs + debits * 60_000 });
      await consume();
    }
    const alone = { reads: counts.readUnits - start.readUnits, writes: counts.writeUnits - start.writeUnits };
    expect(alone.reads / 200).toBeLessThan(1.1);
    expect(alone.writes / 200).toBeLessThan(1.2);

    const middle = { ...counts };
    for (let debits = 0; debits < 200; debits += 1)
      await debit(store, accountId, { key: `busy ${debits}`, credits: 1, nowMs: startMs + 200 * 60_000 + debits });
    await consume();
    expect(counts.readUnits - middle.readUnits).toBeLessThan(20);
    expect(counts.writeUnits - middle.writeUnits).toBeLessThan(10);
  });
});
