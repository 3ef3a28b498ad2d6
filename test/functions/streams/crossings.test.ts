/** R23: each crossing is told once, under one id, whatever becomes of the consumer that tells it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { credits, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { faultyTable, seedDecider } from '../../support/engines/faulty-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { createWatchedConsumer, type WatchedConsumer } from '../../support/engines/watched-consumer.ts';

describe('crossings of thresholds', () => {
  let table: WatchedConsumer['table'];
  let store: WatchedConsumer['store'];
  let records: WatchedConsumer['records'];
  let published: WatchedConsumer['published'];
  let bus: WatchedConsumer['bus'];
  let consume: WatchedConsumer['consume'];

  beforeEach(async () => {
    ({ table, store, records, published, bus, consume } = await createWatchedConsumer());
  });

  afterEach(() => {
    provideServices({ bus: { publish: async () => {} } });
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
      bus.isGone = () => random() < 0.3;
      bus.isAnswerLost = () => random() < 0.5;
      for (let tries = 0; tries < 6; tries += 1) {
        const from = Math.floor(random() * records.length);
        await consume(records.slice(from, from + 1 + Math.floor(random() * 5)));
      }
    }
    provideServices({ store: createStore(table, stillSurroundings), nowMs: () => startMs });
    bus.isGone = () => false;
    bus.isAnswerLost = () => false;
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
});
