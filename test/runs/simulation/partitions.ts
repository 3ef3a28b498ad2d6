/** The items of the simulator's table, in the order of their keys, with the last few versions of each. */
import type { Item, Key } from '../../../shared/storage/table-keys.ts';

/** Earlier versions of an item that eventually consistent reads may see. */
const earlierMax = 4;

export interface Partitions {
  peek(key: Key): Item | undefined;
  /** Stores an item; answers the one that it replaces. */
  store(item: Item): Item | undefined;
  remove(key: Key): void;
  /** The sort keys of a partition, in order. */
  keysOf(pk: string): readonly string[];
  all(): readonly Item[];
  /** The item that was here `steps` writes ago; the oldest that is known at most. */
  earlier(key: Key, steps: number): Item | undefined;
}

export function createPartitions(): Partitions {
  const partitions = new Map<string, Map<string, Item>>();
  const sortKeys = new Map<string, string[]>();
  const past = new Map<string, (Item | undefined)[]>();
  const peek = ({ pk, sk }: Key): Item | undefined => partitions.get(pk)?.get(sk);
  return {
    peek,
    store: (item) => {
      const { pk, sk } = item;
      const items = partitions.get(pk) ?? new Map<string, Item>();
      partitions.set(pk, items);
      const before = items.get(sk);
      if (before === undefined) insert(sortKeys, item);
      items.set(sk, item);
      remember(past, item, before);
      return before;
    },
    remove: (key) => {
      partitions.get(key.pk)?.delete(key.sk);
      const keys = sortKeys.get(key.pk) ?? [];
      const at = keys.indexOf(key.sk);
      if (at >= 0) keys.splice(at, 1);
    },
    keysOf: (pk) => sortKeys.get(pk) ?? [],
    all: () => [...partitions.values()].flatMap((items) => [...items.values()]),
    earlier: (key, steps) => {
      const versions = past.get(idOf(key)) ?? [];
      return steps === 0 ? peek(key) : versions.at(-Math.min(steps, versions.length));
    },
  };
}

function insert(sortKeys: Map<string, string[]>, { pk, sk }: Key): void {
  const keys = sortKeys.get(pk) ?? [];
  sortKeys.set(pk, keys);
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < sk) low = middle + 1;
    else high = middle;
  }
  keys.splice(low, 0, sk);
}

function remember(past: Map<string, (Item | undefined)[]>, key: Key, before: Item | undefined): void {
  const versions = past.get(idOf(key)) ?? [];
  versions.push(before);
  if (versions.length > earlierMax) versions.shift();
  past.set(idOf(key), versions);
}

/** Both keys as one text. */
export function idOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}
