/**
 * The one store interface in memory, with what the real one refuses: keys and items that are too large, batches with
 * doubles, empty pages, bounds the wrong way round. Every call acts at once and for all to see; `faulty-table.ts` puts time,
 * faults and processes around it.
 */
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import type { DueItem, DueRange, Guard, PutOutcome, Range, Table } from '../../../shared/storage/table.ts';
import type { Item, Key } from '../../../shared/storage/table-keys.ts';
import type { Update, UpdateOutcome } from '../../../shared/storage/update.ts';
import { applyUpdate, isAsAsked } from '../../support/engines/apply-update.ts';
import { readUnits, writeUnits } from '../../support/engines/capacity.ts';
import { accepts, checkDoubles, checkKey, invalid, isMet } from './accepts.ts';
import { createDueIndex, type DueIndex } from './due-index.ts';
import { createPartitions, type Partitions } from './partitions.ts';

export interface TableWrite {
  readonly before: Item | undefined;
  readonly after: Item;
}

export interface FakeTableOptions {
  /** Told of every write, in order, before anyone else can see it. */
  readonly onWrite?: (write: TableWrite) => void;
}

/** A table with what its interface doesn't show: for those who inject faults, and those who check. */
export interface FakeTable extends Table {
  /** All of a partition, in order. */
  partition(pk: string): readonly Item[];
  /** Every item there is. */
  all(): readonly Item[];
  peek(key: Key): Item | undefined;
  /** The item that was here `steps` writes ago, as an eventually consistent read may see it; the oldest that is known at most. */
  earlier(key: Key, steps: number): Item | undefined;
  /** Housekeeping by TTL: the item goes without a trace. */
  expire(key: Key): void;
  /** Writes that the index hasn't taken in yet are taken in, but for the last few. */
  catchUpIndex(behind: number): void;
  readonly capacity: { readonly reads: number; readonly writes: number };
}

const batchGetMax = 100;
const batchWriteMax = 25;

export function createFakeTable({ onWrite }: FakeTableOptions = {}): FakeTable {
  const items = createPartitions();
  const index = createDueIndex();
  const capacity = { reads: 0, writes: 0 };
  const { peek } = items;
  return {
    ...createReads(items, index, capacity),
    ...createWrites(items, capacity, (write) => {
      index.note(write.after);
      onWrite?.(write);
    }),
    peek,
    capacity,
    partition: (pk) => items.keysOf(pk).flatMap((sk) => peek({ pk, sk }) ?? []),
    all: items.all,
    earlier: items.earlier,
    expire: items.remove,
    catchUpIndex: (behind) => index.catchUp(behind),
  };
}

type Capacity = { reads: number; writes: number };

function createReads(
  items: Partitions,
  index: DueIndex,
  capacity: Capacity,
): Pick<Table, 'get' | 'getMany' | 'query' | 'queryDue'> {
  async function get(key: Key): Promise<Item | undefined> {
    checkKey(key);
    const item = items.peek(key);
    capacity.reads += readUnits(item === undefined ? 0 : itemSizeBytes(item), true);
    return item;
  }

  /** In no order that means anything: the last asked for comes first. */
  async function getMany(keys: readonly Key[]): Promise<readonly Item[]> {
    for (let start = 0; start < keys.length; start += batchGetMax) checkDoubles(keys.slice(start, start + batchGetMax));
    const found = await Promise.all(keys.map(get));
    return found.filter((item) => item !== undefined).reverse();
  }

  async function query({ pk, from, to, order, limit }: Range): Promise<readonly Item[]> {
    if (limit < 1) throw invalid('Limit must be greater than or equal to 1');
    if (from > to) throw invalid('The BETWEEN operator requires upper bound to be greater than lower bound');
    const keys = items.keysOf(pk).filter((sk) => sk >= from && sk <= to);
    if (order === 'descending') keys.reverse();
    const found = keys.slice(0, limit).flatMap((sk) => items.peek({ pk, sk }) ?? []);
    capacity.reads += readUnits(
      found.reduce((sum, item) => sum + itemSizeBytes(item), 0),
      true,
    );
    return found;
  }

  async function queryDue(range: DueRange): Promise<readonly DueItem[]> {
    if (range.limit < 1) throw invalid('Limit must be greater than or equal to 1');
    capacity.reads += 0.5;
    return index.query(range);
  }

  return { get, getMany, query, queryDue };
}

function createWrites(
  items: Partitions,
  capacity: Capacity,
  onWrite: (write: TableWrite) => void,
): Pick<Table, 'put' | 'update' | 'putMany'> {
  function store(item: Item): void {
    capacity.writes += writeUnits(itemSizeBytes(item));
    onWrite({ before: items.store(item), after: item });
  }

  /** A write that is refused takes as much as the item that it met. */
  function refuse(existing: Item | undefined): { readonly kind: 'refused'; readonly existing?: Item } {
    capacity.writes += writeUnits(existing === undefined ? 0 : itemSizeBytes(existing));
    return existing === undefined ? { kind: 'refused' } : { kind: 'refused', existing };
  }

  async function put(written: Item, guard: Guard): Promise<PutOutcome> {
    const item = accepts(written);
    const existing = items.peek(item);
    if (!isMet(guard, existing)) return refuse(existing);
    store(item);
    return { kind: 'stored' };
  }

  async function update(asked: Update): Promise<UpdateOutcome> {
    checkKey(asked.key);
    const existing = items.peek(asked.key);
    if (!isAsAsked(existing, asked)) return refuse(existing);
    const item = accepts(applyUpdate(existing, asked));
    store(item);
    return { kind: 'stored', item };
  }

  async function putMany(batch: readonly Item[]): Promise<void> {
    for (let start = 0; start < batch.length; start += batchWriteMax)
      checkDoubles(batch.slice(start, start + batchWriteMax));
    // One that isn't accepted keeps out all of its batch.
    for (const item of batch.map(accepts)) store(item);
  }

  return { put, update, putMany };
}
