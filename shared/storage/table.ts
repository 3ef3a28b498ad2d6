/**
 * The one store interface: what the write path needs of DynamoDB and nothing else. The implementation over DynamoDB is
 * `dynamo-table.ts`; the simulator has one that fails on purpose.
 */
import type { Item, Key } from './table-keys.ts';
import type { Update, UpdateOutcome } from './update.ts';

/** The condition of a single-item write. */
export type Guard =
  /** Nothing is stored under this key. */
  | { readonly kind: 'absent' }
  /** The stored item has exactly this `version`. */
  | { readonly kind: 'version'; readonly version: number }
  /** The stored item has been written exactly so often. */
  | { readonly kind: 'writes'; readonly writes: number }
  /** Nothing is stored, or something of an older `version`. */
  | { readonly kind: 'older'; readonly version: number }
  /** Nothing is stored, or what an entry before this one left. */
  | { readonly kind: 'earlier'; readonly seq: number }
  /** Nothing is stored, or something whose `expiresAtMs` has passed. */
  | { readonly kind: 'absent-or-expired'; readonly nowMs: number };

export type PutOutcome =
  | { readonly kind: 'stored' }
  /** Definitely not stored by this attempt; an earlier attempt of the same write may have been. `existing` where the engine returns it. */
  | { readonly kind: 'refused'; readonly existing?: Item }
  /** No answer: stored, not stored, or yet to be stored. */
  | { readonly kind: 'in-doubt'; readonly cause: unknown };

export interface Range {
  readonly pk: string;
  /** Inclusive bounds of the sort key. */
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** A page of one shard of the due index: accounts by the instant at which something becomes due, or by another number. */
export interface DueRange {
  readonly shard: string;
  /** From then on, the instant included. Not together with `untilMs`. */
  readonly fromMs?: number;
  /** Due by then, the instant included; any time when left out. */
  readonly untilMs?: number;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: DueItem;
}

export interface DueItem extends Key {
  readonly dueAtMs: number;
}

/** Every read is strongly consistent unless it says otherwise. A method that throws has changed nothing that matters, or says so. */
export interface Table {
  get(key: Key, options?: { readonly isEventual?: boolean }): Promise<Item | undefined>;
  getMany(keys: readonly Key[]): Promise<readonly Item[]>;
  put(item: Item, guard: Guard): Promise<PutOutcome>;
  /** Changes one item in place, if it is as the update asks. */
  update(update: Update): Promise<UpdateOutcome>;
  /** Stores all of them, in any order; throws if some may be missing. For items whose content their key determines. */
  putMany(items: readonly Item[]): Promise<void>;
  /** Up to `limit` items of a partition in sort key order; fewer only at the end. */
  query(range: Range): Promise<readonly Item[]>;
  /** Up to `limit` of what the index says is due, soonest first. Eventually consistent: a hint, never the basis of a decision. */
  queryDue(range: DueRange): Promise<readonly DueItem[]>;
}

/** The store didn't answer within its bounds. Nothing is lost: the same request with the same key settles it. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The account's item takes no more writes than it does: every try was turned away. */
export class AccountThrottled extends StoreUnavailable {}

/** An item of ours isn't what we write. The account is left as it is, for people to look at. */
export class ItemCorrupt extends Error {
  override readonly name = 'ItemCorrupt';
}

/** An entry of a ledger can't be read, or isn't what was written. What stands before it is as it was. */
export class EntryCorrupt extends ItemCorrupt {
  readonly seq: number;

  constructor(seq: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.seq = seq;
  }
}

/** An account's own item can't be read: nothing changes it until people have looked. */
export class AccountCorrupt extends EntryCorrupt {}

/** An audit found this account's books in breach: nothing changes them until people have looked. */
export class AccountQuarantined extends Error {
  override readonly name = 'AccountQuarantined';
}
