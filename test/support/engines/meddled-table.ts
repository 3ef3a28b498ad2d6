/** The table as it is deployed, over an engine whose answers a test may give in its stead. */
import { createLocalTable, localClient } from '../../../infra/local/local-table.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { type MeddlingEngine, startMeddlingEngine } from './meddling-engine.ts';

export interface MeddledTable {
  readonly engine: MeddlingEngine;
  readonly table: Table;
  /** How long it waited, each time. */
  readonly pauses: number[];
  /** Puts items of one partition, and forgets the calls that it takes. */
  store(pk: string, sks: readonly string[], more?: object): Promise<void>;
  /** Whoever answered stops, and no pause is known any more. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startMeddledTable(): Promise<MeddledTable> {
  const engine = await startMeddlingEngine();
  const client = localClient(engine.endpoint);
  await createLocalTable(engine.endpoint, 'credits');
  const pauses: number[] = [];
  const sleep = async (ms: number): Promise<void> => void pauses.push(ms);
  const table = createDynamoTable({ tableName: 'credits', client, sleep });
  return {
    engine,
    table,
    pauses,
    store: async (pk, sks, more = {}) => {
      await table.putMany(sks.map((sk) => ({ pk, sk, ...more })));
      engine.take();
    },
    reset: () => {
      pauses.length = 0;
      engine.meddle(() => undefined);
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

/** Every item of a partition. */
export function all(pk: string): {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending';
} {
  return { pk, from: '!', to: '~', order: 'ascending' };
}

/** Sort keys, in their order. */
export function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `item ${String(index).padStart(3, '0')}`);
}
