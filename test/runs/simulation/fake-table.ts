/**
 * The one store interface in memory, with what the real one refuses: keys and items that are too large, batches with
 * doubles, empty pages, bounds the wrong way round. Every call acts at once and for all to see; `faulty-table.ts` puts time,
 * faults and processes around it.
 */
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import type { DueItem, DueRange, Guard, PutOutcome, Range, Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { type Key, tableShape } from '../../../shared/storage/table-keys.ts';
import type { Update, UpdateOutcome } from '../../../shared/storage/update.ts';
import { applyUpdate, isAsAsked } from '../../support/engines/apply-update.ts';
import { readUnits, writeUnits } from '../../support/engines/capacity.ts';
import { copiedItem } from './copied-item.ts';
import { createDueIndex } from './due-index.ts';

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

const keyMaxBytes = { pk: 2_048, sk: 1_024 } as const;
const itemMaxBytes = 400 * 1_024;
const batchGetMax = 100;
const batchWriteMax = 25;
/** Earlier versions of an item that eventually consistent reads may see. */
const earlierMax = 4;

export function createFakeTable({ onWrite }: FakeTableOptions = {}): FakeTable {
  const partitions = new Map<string, Map<string, Item>>();
  const sortKeys = new Map<string, string[]>();
  const past = new Map<string, (Item | undefined)[]>();
  const index = createDueIndex();
  const capacity = { reads: 0, writes: 0 };

  function peek({ pk, sk }: Key): Item | undefined {
    return partitions.get(pk)?.get(sk);
  }

  function store(item: Item): void {
    capacity.writes += writeUnits(itemSizeBytes(item));
    const { pk, sk } = item;
    const items = partitions.get(pk) ?? new Map<string, Item>();
    partitions.set(pk, items);
    const before = items.get(sk);
    if (before === undefined) insert(sortKeys, item);
    items.set(sk, item);
    remember(past, item, before);
    index.note(item);
    onWrite?.({ before, after: item });
  }

  async function get(key: Key): Promise<Item | undefined> {
    checkKey(key);
    const item = peek(key);
    capacity.reads += readUnits(item === undefined ? 0 : itemSizeBytes(item), true);
    return item;
  }

  /** In no order that means anything: the last asked for comes first. */
  async function getMany(keys: readonly Key[]): Promise<readonly Item[]> {
    for (let start = 0; start < keys.length; start += batchGetMax) checkDoubles(keys.slice(start, start + batchGetMax));
    const items = await Promise.all(keys.map(get));
    return items.filter((item) => item !== undefined).reverse();
  }

  async function put(written: Item, guard: Guard): Promise<PutOutcome> {
    const item = accepts(written);
    const existing = peek(item);
    if (!isMet(guard, existing)) {
      capacity.writes += writeUnits(existing === undefined ? 0 : itemSizeBytes(existing));
      return existing === undefined ? { kind: 'refused' } : { kind: 'refused', existing };
    }
    store(item);
    return { kind: 'stored' };
  }

  async function update(asked: Update): Promise<UpdateOutcome> {
    checkKey(asked.key);
    const existing = peek(asked.key);
    if (!isAsAsked(existing, asked)) {
      capacity.writes += writeUnits(existing === undefined ? 0 : itemSizeBytes(existing));
      return existing === undefined ? { kind: 'refused' } : { kind: 'refused', existing };
    }
    const item = accepts(applyUpdate(existing, asked));
    store(item);
    return { kind: 'stored', item };
  }

  async function putMany(items: readonly Item[]): Promise<void> {
    for (let start = 0; start < items.length; start += batchWriteMax)
      checkDoubles(items.slice(start, start + batchWriteMax));
    // One that isn't accepted keeps out all of its batch.
    for (const item of items.map(accepts)) store(item);
  }

  async function query({ pk, from, to, order, limit }: Range): Promise<readonly Item[]> {
    if (limit < 1) throw invalid('Limit must be greater than or equal to 1');
    if (from > to) throw invalid('The BETWEEN operator requires upper bound to be greater than lower bound');
    const keys = (sortKeys.get(pk) ?? []).filter((sk) => sk >= from && sk <= to);
    if (order === 'descending') keys.reverse();
    const found = keys.slice(0, limit).flatMap((sk) => peek({ pk, sk }) ?? []);
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

  return {
    get,
    getMany,
    put,
    update,
    putMany,
    query,
    queryDue,
    peek,
    capacity,
    partition: (pk) => (sortKeys.get(pk) ?? []).flatMap((sk) => peek({ pk, sk }) ?? []),
    all: () => [...partitions.values()].flatMap((items) => [...items.values()]),
    earlier: (key, steps) => {
      const versions = past.get(idOf(key)) ?? [];
      return steps === 0 ? peek(key) : versions.at(-Math.min(steps, versions.length));
    },
    expire: (key) => {
      partitions.get(key.pk)?.delete(key.sk);
      const keys = sortKeys.get(key.pk) ?? [];
      const at = keys.indexOf(key.sk);
      if (at >= 0) keys.splice(at, 1);
    },
    catchUpIndex: (behind) => index.catchUp(behind),
  };
}

/** As the real one evaluates a condition: an attribute that is missing, or of another type, meets none. */
export function isMet(guard: Guard, existing: Item | undefined): boolean {
  switch (guard.kind) {
    case 'absent':
      return existing === undefined;
    case 'version':
      return existing?.['version'] === guard.version;
    case 'writes':
      return existing?.['writes'] === guard.writes;
    case 'older':
      return existing === undefined || isBelow(existing['version'], guard.version);
    case 'earlier':
      return existing === undefined || isBelow(existing['seq'], guard.seq);
    case 'absent-or-expired':
      return existing === undefined || isBelow(existing['expiresAtMs'], guard.nowMs + 1);
    default:
      return guard satisfies never;
  }
}

function isBelow(stored: unknown, bound: number): boolean {
  return typeof stored === 'number' && stored < bound;
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

/** A copy of what is written, if the table takes it at all. */
function accepts(written: Item): Item {
  const item = copiedItem(written);
  checkKey(item);
  if (itemSizeBytes(item) > itemMaxBytes) throw invalid('Item size has exceeded the maximum allowed size');
  return item;
}

function checkKey(key: Key): void {
  for (const name of [tableShape.partitionKey, tableShape.sortKey]) {
    const bytes = Buffer.byteLength(key[name]);
    if (bytes === 0 || bytes > keyMaxBytes[name]) throw invalid(`the key attribute ${name} has ${bytes} bytes`);
  }
}

function checkDoubles(keys: readonly Key[]): void {
  if (new Set(keys.map(idOf)).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
}

function idOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}

function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException' });
}
