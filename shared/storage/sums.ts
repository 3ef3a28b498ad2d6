/**
 * Where the sums of cycles are kept: an item a cycle, written by one conditional write. They may be behind their ledger, or
 * lost: whoever reads them goes on from there. They change what a statement costs, never what it says, so a write that is
 * refused, or not answered, is left at that.
 */
import type { CycleSums } from '../domain/projections/cycle-sums.ts';
import { decodeCycleSums, encodeCycleSums } from './cycle-sums-item.ts';
import { itemSizeBytes } from './item-size.ts';
import { readable } from './readable.ts';
import type { Table } from './table.ts';
import { cycleSumsKey, type Item } from './table-keys.ts';

export interface SumsStore {
  /** The sums of a cycle as they are kept. Read them before the account: they are never ahead of it then. */
  readCycle(accountId: string, index: number): Promise<StoredSums>;
  /** Keeps these in place of those that were read, unless somebody else has. */
  keep(from: StoredSums, item: Item): Promise<void>;
}

export interface StoredSums {
  /** Undefined where none are kept, or they can't be read. */
  readonly sums: CycleSums | undefined;
  /** The item's; 0 where there is none. */
  readonly version: number;
}

/** An item has room for 400 KB. */
const itemMaxBytes = 300_000;

export function createSums(table: Table): SumsStore {
  return {
    readCycle: async (accountId, index) => {
      const item = await table.get(cycleSumsKey(accountId, index));
      if (item === undefined) return { sums: undefined, version: 0 };
      return { sums: readable(() => decodeCycleSums(index, item)), version: Number(item['version']) };
    },
    keep: async ({ version }, item) => {
      if (!Number.isSafeInteger(version) || itemSizeBytes(item) > itemMaxBytes) return;
      await table.put(item, version === 0 ? { kind: 'absent' } : { kind: 'version', version });
    },
  };
}

/** The item of sums as they are at this instant: they go on in place. */
export function sumsItem(accountId: string, { version }: StoredSums, sums: CycleSums): Item {
  return encodeCycleSums(accountId, sums, version + 1);
}
