import type { CreditStore } from '../../storage/store.ts';

/** The things that a process remembers of each store, so many at the most: what came first is forgotten first. */
export interface Remembered<Value> {
  readonly of: (store: CreditStore, key: string) => Value | undefined;
  readonly keep: (store: CreditStore, key: string, value: Value) => void;
}

export function remembered<Value>(most: number): Remembered<Value> {
  const byStore = new WeakMap<CreditStore, Map<string, Value>>();
  return {
    of: (store, key) => byStore.get(store)?.get(key),
    keep: (store, key, value) => {
      const own = byStore.get(store) ?? new Map<string, Value>();
      byStore.set(store, own);
      const [first] = own.keys();
      if (own.size >= most && first !== undefined) own.delete(first);
      own.set(key, value);
    },
  };
}
