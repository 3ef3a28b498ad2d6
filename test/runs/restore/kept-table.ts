/**
 * A table in memory, by partition so that it stays quick with many accounts, that remembers what each item was lately. Each
 * call takes a moment of the table's own clock, so that what one change writes is written at instants of its own.
 */
import type { Table } from '../../../shared/storage/table.ts';
import { type Item, type Key, tableShape } from '../../../shared/storage/table-keys.ts';
import { createMemoryTable, type MemoryTable } from '../../support/engines/memory-table.ts';

export interface KeptTable extends Table {
  readonly clock: Clock;
  remove(keys: readonly Key[]): Promise<void>;
  /** Each item as it was at an instant that is drawn for it alone, `at` names the last and `withinMs` how long before it the first. */
  copy(at: { readonly atMs: number; readonly withinMs: number; readonly random: () => number }): Promise<KeptTable>;
  items(): Iterable<Item>;
}

/** The table's clock: a fraction of a millisecond goes by with every call. */
export interface Clock {
  nowMs: number;
  readonly callMs: number;
}

interface Version {
  readonly sinceMs: number;
  /** Undefined before the item was there. */
  readonly item: Item | undefined;
}

/** Versions older than this are forgotten, but for the last of them. */
const keptMs = 5_000;

export function createKeptTable(clock: Clock): KeptTable {
  const partitions = new Map<string, MemoryTable>();
  const shards = new Map<string, MemoryTable>();
  const versions = new Map<string, Version[]>();

  const partition = (pk: string): MemoryTable => of(partitions, pk);
  const call = async <T>(run: () => Promise<T>): Promise<T> => {
    clock.nowMs += clock.callMs;
    return run();
  };
  const stored = (item: Item | undefined): void => {
    if (item === undefined) return;
    const shard = item[tableShape.dueIndex.partitionKey];
    if (typeof shard === 'string') put(of(shards, shard), item);
    const known = versions.get(idOf(item)) ?? [{ sinceMs: 0, item: undefined }];
    while ((known[1]?.sinceMs ?? clock.nowMs) < clock.nowMs - keptMs) known.shift();
    versions.set(idOf(item), [...known, { sinceMs: clock.nowMs, item }]);
  };
  const found = ({ pk, sk }: Key): Item | undefined => partition(pk).items.get(idOf({ pk, sk }));

  const table: KeptTable = {
    clock,
    get: (key) => call(() => partition(key.pk).get(key)),
    getMany: (keys) => call(async () => keys.flatMap((key) => found(key) ?? [])),
    query: (range) => call(() => partition(range.pk).query(range)),
    queryDue: (range) => call(() => of(shards, range.shard).queryDue(range)),
    put: (item, guard) =>
      call(async () => {
        const outcome = await partition(item.pk).put(item, guard);
        if (outcome.kind === 'stored') stored(found(item));
        return outcome;
      }),
    update: (update) =>
      call(async () => {
        const outcome = await partition(update.key.pk).update(update);
        if (outcome.kind === 'stored') stored(outcome.item);
        return outcome;
      }),
    putMany: async (items) => {
      // Each is a write of its own, at an instant of its own.
      for (const item of items)
        await call(async () => {
          await partition(item.pk).putMany([item]);
          stored(found(item));
        });
    },
    remove: async (keys) => {
      for (const key of keys) {
        const shard = found(key)?.[tableShape.dueIndex.partitionKey];
        if (typeof shard === 'string') take(of(shards, shard), key);
        take(partition(key.pk), key);
      }
    },
    copy: async ({ atMs, withinMs, random }) => {
      const copied = createKeptTable({ nowMs: atMs, callMs: clock.callMs });
      for (const known of versions.values()) {
        const instant = atMs - random() * withinMs;
        const item = known.findLast(({ sinceMs }) => sinceMs <= instant)?.item;
        if (item !== undefined) await copied.putMany([item]);
      }
      copied.clock.nowMs = atMs;
      return copied;
    },
    items: function* () {
      for (const { items } of partitions.values()) yield* items.values();
    },
  };
  return table;
}

function of(tables: Map<string, MemoryTable>, name: string): MemoryTable {
  const known = tables.get(name) ?? createMemoryTable();
  tables.set(name, known);
  return known;
}

function idOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}

function put(table: MemoryTable, item: Item): void {
  (table.items as Map<string, Item>).set(idOf(item), item);
}

function take(table: MemoryTable, key: Key): void {
  (table.items as Map<string, Item>).delete(idOf(key));
}
