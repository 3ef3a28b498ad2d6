/** Two processes that know nothing of each other, over one table with an account in it. */
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { createMemoryTable, type MemoryTable } from '../engines/memory-table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { plan } from './fixtures.ts';
import { openAccountItem } from './write-path.ts';

export interface TwoProcesses {
  readonly table: MemoryTable;
  readonly one: CreditStore;
  readonly other: CreditStore;
  readonly accountId: string;
  /** Each under a key that is newer than all before, which may be appended by whoever has read nothing. */
  readonly asked: () => {
    readonly accountId: string;
    readonly caller: string;
    readonly idempotencyKey: string;
    readonly fingerprint: string;
  };
}

export async function startTwoProcesses(): Promise<TwoProcesses> {
  const table = createMemoryTable();
  const [one, other] = [createStore(table, stillSurroundings), createStore(table, stillSurroundings)];
  await one.catalogue.addPlan(plan());
  const accountId = await openAccountItem(one);
  let keys = 0;
  const asked: TwoProcesses['asked'] = () => {
    keys += 1;
    const key = `01a217ba-${String(keys).padStart(4, '0')}-7000-8000-000000000000`;
    return { accountId, caller: 'test', idempotencyKey: key, fingerprint: key };
  };
  return { table, one, other, accountId, asked };
}
