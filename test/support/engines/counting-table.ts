/** Counts what a table is asked for, as DynamoDB bills it. */
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { readUnits, writeUnits } from './capacity.ts';

export interface Counts {
  calls: number;
  readUnits: number;
  writeUnits: number;
  /** Those of them for the keys of entries. */
  keyUnits: number;
}

export function countingTable(table: Table): { readonly table: Table; readonly counts: Counts } {
  const counts: Counts = { calls: 0, readUnits: 0, writeUnits: 0, keyUnits: 0 };
  const read = (items: readonly Item[]): void => {
    counts.calls += 1;
    const bytes = items.reduce((sum, item) => sum + itemSizeBytes(item), 0);
    counts.readUnits += readUnits(bytes, true);
  };
  const wrote = (item: Item): void => {
    const units = writeUnits(itemSizeBytes(item));
    counts.writeUnits += units;
    if (item.sk.startsWith('KEY#')) counts.keyUnits += units;
  };
  return {
    counts,
    table: {
      ...table,
      get: async (key, options) => {
        const item = await table.get(key, options);
        read(item === undefined ? [] : [item]);
        return item;
      },
      getMany: async (keys) => {
        const items = await table.getMany(keys);
        for (const item of items) read([item]);
        return items;
      },
      query: async (range) => {
        const items = await table.query(range);
        read(items);
        return items;
      },
      put: async (item, guard) => {
        counts.calls += 1;
        wrote(item);
        return table.put(item, guard);
      },
      update: async (update) => {
        counts.calls += 1;
        const before = await table.get(update.key);
        const outcome = await table.update(update);
        // The larger of before and after; a refused one costs what is there.
        const sizes = [before, outcome.kind === 'stored' ? outcome.item : undefined].map((item) =>
          item === undefined ? 0 : itemSizeBytes(item),
        );
        counts.writeUnits += writeUnits(Math.max(...sizes));
        return outcome;
      },
      putMany: async (items) => {
        counts.calls += 1;
        for (const item of items) wrote(item);
        await table.putMany(items);
      },
    },
  };
}
