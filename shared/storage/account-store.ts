import type { Account } from '../domain/account/account.ts';
import { type DueHolds, type Hold, holdIdsEnd } from '../domain/account/hold.ts';
import { standingIn, withdrawnBy, withdrawnIn } from '../domain/account/withdrawn.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { decodeAccount, type LoadedAccount, neverDueMs } from './account-item.ts';
import type { Surroundings } from './attempt.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue.ts';
import { createChanges } from './change.ts';
import type { Change, ChangeOutcome } from './change-outcome.ts';
import { type HoldsWanted, readDueHolds } from './due-holds.ts';
import { decodeHold, holdsIn } from './hold-item.ts';
import { type FiledRange, filedDownFrom, filedEntry, filedUpFrom } from './ledger.ts';
import { entryInLog } from './look-up.ts';
import { readAccounts } from './read-accounts.ts';
import { readable } from './readable.ts';
import type { LedgerFault } from './segments.ts';
import type { Table } from './table.ts';
import { accountIdOf, accountKey, accountPk, dueShard, dueShards, holdKey, shardIndexOf } from './table-keys.ts';
import type { DuePosition } from './upkeep.ts';

/** Everything about accounts and what they are priced by: all that charging needs. Balances change through `change` alone. */
export interface AccountStore {
  change(change: Change): Promise<ChangeOutcome>;
  /** The account as stored: bring it to an instant with `advance` before reading anything from it. */
  readAccount(accountId: string, options?: { readonly isEventual?: boolean }): Promise<LoadedAccount | undefined>;
  /** Accounts as stored, by id, in one round of reads. One that isn't there is missing, and one that can't be read is undefined. */
  readAccounts(accountIds: readonly string[]): Promise<ReadonlyMap<string, LoadedAccount | undefined>>;
  /** One entry of a loaded account that stands; with `isAny`, one that a repair took back too. */
  entry(loaded: LoadedAccount, seq: number, options?: { readonly isAny?: true }): Promise<Entry | undefined>;
  /**
   * Entries of a loaded account that stand, from `seq` on, up or down. `onFault` is told of what can't be read, which is then passed over;
   * without it the first such entry is thrown. With `isWithdrawn`, those that repairs took back instead.
   */
  entriesFrom(
    loaded: LoadedAccount,
    seq: number,
    order: 'ascending' | 'descending',
    options?: { readonly onFault?: (fault: LedgerFault) => void; readonly isWithdrawn?: true },
  ): AsyncGenerator<Entry>;
  /** A hold of a loaded account, as it was stored. */
  hold(loaded: LoadedAccount, holdId: string): Promise<Hold | undefined>;
  /** Holds of a loaded account, by expiry: settled ones among them. */
  holdsFrom(loaded: LoadedAccount, page: HoldsPage): Promise<readonly Hold[]>;
  /**
   * The open holds of a loaded account that are wanted; its log may hold entries beyond those that were stored. Undefined when it
   * has moved on since it was read: read it again.
   */
  dueHolds(loaded: LoadedAccount, wanted: HoldsWanted): Promise<DueHolds | undefined>;
  /** Ids of accounts by the index, a page at a time, in no order that means anything. May lag behind by moments. */
  listAccounts(page: AccountsPage): Promise<readonly DuePosition[]>;
  /** Accounts of one shard of the index of which something is due, soonest first. */
  dueAccounts(page: DuePage): Promise<readonly DuePosition[]>;
  readonly catalogue: CatalogueStore;
  /** For whoever looks at items themselves, and changes no account (`provable.ts`, `audit-points.ts`). */
  readonly table: Table;
}

export interface HoldsPage {
  /** The first id. */
  readonly from: string;
  readonly limit: number;
  /** Is told of those whose items can't be read. Without it, they are thrown. */
  readonly onFault?: (holdId: string) => void;
}

export interface AccountsPage {
  readonly limit: number;
  readonly after?: DuePosition;
  /** Those that are closed among them. */
  readonly isClosedToo: boolean;
}

export interface DuePage {
  readonly shard: number;
  /** Inclusive. */
  readonly untilMs: number;
  readonly limit: number;
  readonly after?: DuePosition;
}

export function createAccountStore(table: Table, surroundings: Surroundings): AccountStore {
  const catalogue = createCatalogueStore(table);
  return {
    change: createChanges(table, catalogue, surroundings),
    catalogue,
    readAccount: async (accountId, options) => {
      const item = await table.get(accountKey(accountId), options);
      return item === undefined ? undefined : decodeAccount(accountId, item);
    },
    readAccounts: (accountIds) => readAccounts(table, accountIds),
    listAccounts: (page) => listAccounts(table, page),
    hold: async ({ account, log }, holdId) => {
      const logged = holdsIn(log.entries).get(holdId);
      if (logged !== undefined) return logged.hold;
      const item = await table.get(holdKey(account.accountId, holdId));
      return item === undefined ? undefined : decodeHold(item);
    },
    table,
    holdsFrom: (loaded, page) => holdsFrom(table, loaded, page),
    dueHolds: ({ account, log }, wanted) => readDueHolds(table, account, log.entries, wanted),
    dueAccounts: (page) => dueAccounts(table, page),
    entry: async ({ account: { accountId, withdrawn }, log }, seq, { isAny } = {}) =>
      isAny === undefined && withdrawnBy(withdrawn, seq) !== undefined
        ? undefined
        : (entryInLog(log, seq) ?? filedEntry(table, accountId, seq)),
    entriesFrom: ({ account: { accountId, withdrawn }, log }, seq, order, options) =>
      (order === 'ascending' ? upFrom : downFrom)({ table, log, withdrawn }, { accountId, seq, ...options }),
  };
}

interface LedgerRange extends FiledRange {
  readonly isWithdrawn?: true;
}

interface ReadLedger {
  readonly table: Table;
  readonly log: LoadedAccount['log'];
  readonly withdrawn: Account['withdrawn'];
}

async function* upFrom({ table, log, withdrawn }: ReadLedger, range: LedgerRange): AsyncGenerator<Entry> {
  const partsIn = range.isWithdrawn ? withdrawnIn : standingIn;
  for (const { first, last } of partsIn(withdrawn, { first: range.seq, last: log.filed.seq }))
    yield* filedUpFrom(table, { ...range, seq: first }, last);
  if (range.isWithdrawn) return;
  for (const entry of log.entries) if (entry.seq >= range.seq) yield entry;
}

async function* downFrom({ table, log, withdrawn }: ReadLedger, range: LedgerRange): AsyncGenerator<Entry> {
  if (!range.isWithdrawn) for (const entry of log.entries.toReversed()) if (entry.seq <= range.seq) yield entry;
  const last = Math.min(range.seq, log.filed.seq);
  const partsIn = range.isWithdrawn ? withdrawnIn : standingIn;
  for (const part of partsIn(withdrawn, { first: 1, last }).toReversed())
    yield* filedDownFrom(table, { ...range, seq: part.last }, part.first);
}

async function listAccounts(
  table: Table,
  { limit, after, isClosedToo }: AccountsPage,
): Promise<readonly DuePosition[]> {
  const due: DuePosition[] = [];
  let from = after;
  for (
    let shard = after === undefined ? 0 : shardIndexOf(after.accountId);
    shard < dueShards && due.length < limit;
    shard += 1
  ) {
    due.push(
      ...(await dueAccounts(table, {
        shard,
        limit: limit - due.length,
        ...(isClosedToo ? {} : { untilMs: neverDueMs - 1 }),
        ...present({ after: from }),
      })),
    );
    from = undefined;
  }
  return due;
}

async function dueAccounts(
  table: Table,
  { shard, after, ...page }: Omit<DuePage, 'untilMs'> & Partial<Pick<DuePage, 'untilMs'>>,
): Promise<readonly DuePosition[]> {
  const items = await table.queryDue({
    ...page,
    shard: dueShard(shard),
    ...(after === undefined ? {} : { after: { ...accountKey(after.accountId), dueAtMs: after.dueAtMs } }),
  });
  return items.map((item) => ({ accountId: accountIdOf(item), dueAtMs: item.dueAtMs }));
}

async function holdsFrom(
  table: Table,
  { account, log }: LoadedAccount,
  { from, limit, onFault }: HoldsPage,
): Promise<readonly Hold[]> {
  const { accountId } = account;
  const range = { from: holdKey(accountId, from).sk, to: holdKey(accountId, holdIdsEnd).sk };
  const items = await table.query({ pk: accountPk(accountId), ...range, order: 'ascending', limit });
  const holds = new Map<string, Hold>();
  for (const item of items) {
    const hold = onFault === undefined ? decodeHold(item) : readable(() => decodeHold(item));
    if (hold === undefined) onFault?.(item.sk.slice(holdKey('', '').sk.length));
    else holds.set(hold.holdId, hold);
  }
  // What the log says is newer than a hold's item, and may be all there is of a hold yet.
  for (const [holdId, { hold }] of holdsIn(log.entries)) if (holdId >= from) holds.set(holdId, hold);
  return [...holds.values()].sort((a, b) => (a.holdId < b.holdId ? -1 : 1)).slice(0, limit);
}
