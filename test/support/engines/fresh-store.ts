/** A store that has the plan `team`, over a table of its own: what a test of the store begins with. */
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { plan } from '../builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from './memory-table.ts';
import { stillSurroundings } from './surroundings.ts';

export async function freshStore(): Promise<{ readonly table: MemoryTable; readonly store: CreditStore }> {
  const table = createMemoryTable();
  const store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan());
  return { table, store };
}
