import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provideServices } from '../../../shared/runtime/services.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { createWatchedConsumer, type WatchedConsumer } from '../../support/engines/watched-consumer.ts';

describe('the consumer of the table’s stream', () => {
  let counts: WatchedConsumer['counts'];
  let store: WatchedConsumer['store'];
  let records: WatchedConsumer['records'];
  let published: WatchedConsumer['published'];
  let bus: WatchedConsumer['bus'];
  let consume: WatchedConsumer['consume'];

  beforeEach(async () => {
    ({ counts, store, records, published, bus, consume } = await createWatchedConsumer());
  });

  afterEach(() => {
    provideServices({ bus: { publish: async () => {} } });
  });

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

  it('sets aside what is left of a project that was taken out, and consumes what others did', async () => {
    const [gone = '', healthy = ''] = await openFleet(store, 'fleet', 2);
    await debit(store, gone, { key: 'a', credits: 950, nowMs: startMs });
    await debit(store, healthy, { key: 'b', credits: 950, nowMs: startMs });
    const ofOther = records.map((record): DynamoDBRecord => {
      const pk = record.dynamodb?.Keys?.['pk']?.S ?? '';
      const keys = { ...record.dynamodb?.Keys, pk: { S: `@former/${pk}` } };
      return pk.endsWith(gone) ? { ...record, dynamodb: { ...record.dynamodb, Keys: keys } } : record;
    });

    expect(await consume(ofOther)).toEqual([]);
    expect(published.map(({ accountId }) => accountId)).toEqual([healthy]);
  });

  it('asks for exactly the accounts again whose events the bus did not take', async () => {
    const [one = '', two = ''] = await openFleet(store, 'fleet', 2);
    await consume();
    await debit(store, one, { key: 'a', credits: 950, nowMs: startMs });
    await debit(store, two, { key: 'b', credits: 950, nowMs: startMs });
    const batch = records.splice(0);
    bus.isGone = ([signal]) => signal?.accountId === one;

    const failed = await consume(batch);
    bus.isGone = () => false;
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
    expect(counts.writeUnits - middle.writeUnits).toBeLessThan(12);
  });
});
