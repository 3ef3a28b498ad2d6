/** A fleet whose commits go to the stream's consumer when a test says so, over one table. */
import type { DynamoDBRecord } from 'aws-lambda';
import { handler } from '../../../functions/streams/project-commits.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { credits, plan, startMs } from '../builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from './memory-table.ts';
import { streamingTable } from './streaming-table.ts';
import { stillSurroundings } from './surroundings.ts';

export interface FleetConsumer {
  readonly table: MemoryTable;
  /** Commits that the consumer has yet to be given. */
  readonly records: DynamoDBRecord[];
  readonly store: CreditStore;
  /** From now on the consumer reads and writes this table. */
  consumeOver(over: Table): void;
  /** Gives the consumer what there is; answers how many accounts it asks for again. */
  consume(batch?: readonly DynamoDBRecord[]): Promise<number>;
}

export async function createFleetConsumer(): Promise<FleetConsumer> {
  const table = createMemoryTable();
  const records: DynamoDBRecord[] = [];
  const store = createStore(streamingTable(table, records), stillSurroundings);
  await store.catalogue.addPlan(plan({ lowBalanceThresholds: [credits(100)] }));
  const consumeOver = (over: Table): void =>
    provideServices({ store: createStore(over, stillSurroundings), nowMs: () => startMs });
  provideServices({ bus: { publish: async () => {} } });
  consumeOver(table);
  return {
    table,
    records,
    store,
    consumeOver,
    consume: async (batch = records.splice(0)) => (await handler({ Records: [...batch] })).batchItemFailures.length,
  };
}
