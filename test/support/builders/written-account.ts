/** An account whose writes are noted: how many there were, and what each left in its item. */

import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { createMemoryTable, type MemoryTable } from '../engines/memory-table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { plan } from './fixtures.ts';
import { variedCards } from './varied-commands.ts';
import { openAccountItem } from './write-path.ts';

export interface WrittenAccount {
  readonly table: MemoryTable;
  /** The same table, noting what is written of accounts. */
  readonly noted: MemoryTable;
  readonly store: CreditStore;
  readonly accountId: string;
  /** Account items, as they were written since the account was opened. */
  readonly written: Item[];
}

export async function openWrittenAccount(): Promise<WrittenAccount> {
  const table = createMemoryTable();
  const written: Item[] = [];
  const put: MemoryTable['put'] = (item, guard) => {
    if (item.sk === 'ACCOUNT') written.push(item);
    return table.put(item, guard);
  };
  const update: MemoryTable['update'] = async (asked) => {
    const outcome = await table.update(asked);
    if (outcome.kind === 'stored') written.push(outcome.item);
    return outcome;
  };
  const noted = { ...table, put, update };
  const store = createStore(noted, stillSurroundings);
  await store.catalogue.addPlan(plan());
  for (const card of variedCards) await store.catalogue.addRateCard(card);
  const accountId = await openAccountItem(store);
  written.length = 0;
  return { table, noted, store, accountId, written };
}
