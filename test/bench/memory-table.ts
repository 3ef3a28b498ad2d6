/** A table in this process's memory, to bring accounts to where many debits have left them before anything is measured. */
import type { Guard, Item, Table } from '../../shared/storage/table.ts';
import type { Key } from '../../shared/storage/table-keys.ts';

export interface MemoryTable extends Table {
  /** Everything in it. */
  items(): readonly Item[];
}

export function createMemoryTable(): MemoryTable {
  const stored = new Map<string, Item>();
  const find = (key: Key): Item | undefined => stored.get(nameOf(key));
  return {
    items: () => [...stored.values()],
    get: async (key) => find(key),
    getMany: async (keys) => keys.flatMap((key) => find(key) ?? []),
    put: async (item, guard) => {
      const existing = find(item);
      if (!allows(guard, existing)) return { kind: 'refused', ...(existing === undefined ? {} : { existing }) };
      stored.set(nameOf(item), item);
      return { kind: 'stored' };
    },
    putMany: async (items) => {
      for (const item of items) stored.set(nameOf(item), item);
    },
    query: async ({ pk, from, to, order, limit }) => {
      const found = [...stored.values()]
        .filter((item) => item.pk === pk && item.sk >= from && item.sk <= to)
        .sort((a, b) => (a.sk < b.sk ? -1 : 1));
      return (order === 'ascending' ? found : found.reverse()).slice(0, limit);
    },
    queryDue: () => Promise.reject(new Error('nothing here asks what is due')),
  };
}

function allows(guard: Guard, existing: Item | undefined): boolean {
  switch (guard.kind) {
    case 'absent':
      return existing === undefined;
    case 'version':
      return existing?.['version'] === guard.version;
    case 'older':
      return existing === undefined || Number(existing['version']) < guard.version;
    case 'absent-or-expired':
      return existing === undefined || Number(existing['expiresAtMs']) <= guard.nowMs;
    default:
      return guard satisfies never;
  }
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} ${sk}`;
}
