/** A table in memory with the semantics of the real one: for tests that need thousands of them. */
import { isDeepStrictEqual } from 'node:util';
import type { DueItem, DueRange, Guard, Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { tableShape } from '../../../shared/storage/table-keys.ts';
import { applyUpdate, isAsAsked } from './apply-update.ts';
import { copiedItem } from './copied-item.ts';

export interface MemoryTable extends Table {
  readonly items: ReadonlyMap<string, Item>;
}

export function createMemoryTable(): MemoryTable {
  const items = new ItemMap();
  const idOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>): string => `${pk}\n${sk}`;
  const holds = (guard: Guard, existing: Item | undefined): boolean => {
    switch (guard.kind) {
      case 'absent':
        return existing === undefined;
      case 'version':
        return existing !== undefined && isDeepStrictEqual(existing['version'], guard.version);
      case 'writes':
        return existing !== undefined && existing['writes'] === guard.writes;
      case 'older':
        return existing === undefined || Number(existing['version']) < guard.version;
      case 'earlier':
        return existing === undefined || Number(existing['seq']) < guard.seq;
      case 'absent-or-expired':
        return existing === undefined || Number(existing['expiresAtMs']) <= guard.nowMs;
      default:
        return guard satisfies never;
    }
  };
  return {
    items,
    get: async (key) => items.get(idOf(key)),
    getMany: async (keys) => keys.flatMap((key) => items.get(idOf(key)) ?? []),
    put: async (item, guard) => {
      const existing = items.get(idOf(item));
      if (!holds(guard, existing)) return existing === undefined ? { kind: 'refused' } : { kind: 'refused', existing };
      items.set(idOf(item), copiedItem(item));
      return { kind: 'stored' };
    },
    update: async (update) => {
      const existing = items.get(idOf(update.key));
      if (!isAsAsked(existing, update))
        return existing === undefined ? { kind: 'refused' } : { kind: 'refused', existing };
      const item = copiedItem(applyUpdate(existing, update));
      items.set(idOf(item), item);
      return { kind: 'stored', item };
    },
    putMany: async (all) => {
      for (const item of all) items.set(idOf(item), copiedItem(item));
    },
    query: async ({ pk, from, to, order, limit }) => {
      const keys = items.sorted.get(pk) ?? [];
      const [first, end] = [placeIn(keys, from), placeIn(keys, `${to}\u0000`)];
      const wanted =
        order === 'ascending'
          ? keys.slice(first, Math.min(end, first + limit))
          : keys.slice(Math.max(first, end - limit), end).reverse();
      return wanted.flatMap((sk) => items.get(idOf({ pk, sk })) ?? []);
    },
    queryDue: async (range) => listed([...items.values()], range),
  };
}

function listed(items: readonly Item[], { shard, fromMs, untilMs, limit, after }: DueRange): readonly DueItem[] {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const found = items
    .filter((item) => item[partitionKey] === shard)
    .map((item): DueItem => ({ pk: item.pk, sk: item.sk, dueAtMs: Number(item[sortKey]) }))
    .filter(
      ({ dueAtMs }) =>
        dueAtMs >= (fromMs ?? Number.NEGATIVE_INFINITY) && dueAtMs <= (untilMs ?? Number.POSITIVE_INFINITY),
    )
    .toSorted(compare);
  return found.filter((item) => after === undefined || compare(item, after) > 0).slice(0, limit);
}

/** The engine's own order among equals is anyone's guess; this one is at least the same each time. */
function compare(a: DueItem, b: DueItem): number {
  return a.dueAtMs - b.dueAtMs || (a.pk < b.pk ? -1 : Number(a.pk > b.pk));
}

/** Items by both of their keys, with the sort keys of each partition in order: a ledger of a million entries is asked for a few at a time. */
class ItemMap extends Map<string, Item> {
  readonly sorted = new Map<string, string[]>();

  override set(id: string, item: Item): this {
    if (!this.has(id)) {
      const keys = this.sorted.get(item.pk) ?? [];
      this.sorted.set(item.pk, keys);
      keys.splice(placeIn(keys, item.sk), 0, item.sk);
    }
    return super.set(id, item);
  }

  override delete(id: string): boolean {
    const item = this.get(id);
    const keys = this.sorted.get(item?.pk ?? '');
    if (item !== undefined && keys !== undefined) keys.splice(placeIn(keys, item.sk), 1);
    return super.delete(id);
  }

  override clear(): void {
    this.sorted.clear();
    super.clear();
  }
}

/** The place of a key among some in order. */
function placeIn(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
