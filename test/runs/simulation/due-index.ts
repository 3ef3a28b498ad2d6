/** The sparse index of what is due, a copy of its own that takes in writes in order, and may be behind by a few. */
import type { DueItem, DueRange } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { tableShape } from '../../../shared/storage/table-keys.ts';

export interface DueIndex {
  note(item: Item): void;
  catchUp(behind: number): void;
  query(range: DueRange): readonly DueItem[];
}

const { partitionKey, sortKey } = tableShape.dueIndex;

export function createDueIndex(): DueIndex {
  const indexed = new Map<string, DueItem & { readonly shard: string }>();
  const pending: Item[] = [];
  let isBehind = false;

  function take(item: Item): void {
    const { pk, sk } = item;
    const shard = item[partitionKey];
    const dueAtMs = item[sortKey];
    if (typeof shard === 'string' && typeof dueAtMs === 'number')
      indexed.set(`${pk}\n${sk}`, { pk, sk, dueAtMs, shard });
    else indexed.delete(`${pk}\n${sk}`);
  }

  return {
    note: (item) => {
      const isOfIndex = item[partitionKey] !== undefined || indexed.has(`${item.pk}\n${item.sk}`);
      if (isBehind || pending.length > 0 || isOfIndex) pending.push(item);
    },
    catchUp: (behind) => {
      isBehind = behind > 0;
      for (const item of pending.splice(0, Math.max(0, pending.length - behind))) take(item);
    },
    query: ({ shard, fromMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY, limit, after }) => {
      if (!isBehind) for (const item of pending.splice(0)) take(item);
      const found = [...indexed.values()].filter(
        (item) =>
          item.shard === shard &&
          item.dueAtMs >= fromMs &&
          item.dueAtMs <= untilMs &&
          (after === undefined || byDue(item, after) > 0),
      );
      return found
        .sort(byDue)
        .slice(0, limit)
        .map(({ pk, sk, dueAtMs }) => ({ pk, sk, dueAtMs }));
    },
  };
}

function byDue(a: DueItem, b: DueItem): number {
  return a.dueAtMs - b.dueAtMs || (a.pk < b.pk ? -1 : a.pk > b.pk ? 1 : 0);
}
