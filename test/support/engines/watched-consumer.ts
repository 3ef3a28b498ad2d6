/** The stream's consumer, with all that it publishes, a bus that can be gone, and a table that counts its calls. */
import type { DynamoDBRecord } from 'aws-lambda';
import { handler } from '../../../functions/streams/project-commits.ts';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import { BusUnavailable } from '../../../shared/runtime/eventbridge-bus.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { credits, plan, startMs } from '../builders/fixtures.ts';
import { type Counts, countingTable } from './counting-table.ts';
import { createMemoryTable } from './memory-table.ts';
import { streamingTable } from './streaming-table.ts';
import { stillSurroundings } from './surroundings.ts';

export interface WatchedConsumer {
  readonly table: Table;
  readonly counts: Counts;
  readonly store: CreditStore;
  /** Commits that the consumer has yet to be given. */
  readonly records: DynamoDBRecord[];
  readonly published: Signal[];
  /** The bus as it is from now on. */
  readonly bus: { isGone: (signals: readonly Signal[]) => boolean; isAnswerLost: () => boolean };
  /** Gives the consumer what there is; answers which records it asks for again. */
  consume(batch?: readonly DynamoDBRecord[]): Promise<readonly string[]>;
}

export async function createWatchedConsumer(): Promise<WatchedConsumer> {
  const records: DynamoDBRecord[] = [];
  const published: Signal[] = [];
  const bus = { isGone: (_signals: readonly Signal[]) => false, isAnswerLost: () => false };
  const table = createMemoryTable();
  const counted = countingTable(table);
  const store = createStore(streamingTable(table, records), stillSurroundings);
  await store.catalogue.addPlan(plan({ lowBalanceThresholds: [credits(100)] }));
  provideServices({ store: createStore(counted.table, stillSurroundings), nowMs: () => startMs });
  provideServices({
    bus: {
      publish: async (signals) => {
        if (bus.isGone(signals)) throw new BusUnavailable('gone');
        published.push(...signals);
        if (bus.isAnswerLost()) throw new BusUnavailable('no answer');
      },
    },
  });
  return {
    table,
    counts: counted.counts,
    store,
    records,
    published,
    bus,
    consume: async (batch = records.splice(0)) => {
      const { batchItemFailures } = await handler({ Records: [...batch] });
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
  };
}
