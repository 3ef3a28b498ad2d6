import type { Entry } from '../domain/entry.ts';
import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue.ts';
import { type Change, type ChangeOutcome, createChanges, type Surroundings } from './change.ts';
import { filedDownFrom, filedEntry, filedUpFrom } from './ledger.ts';
import { entryInLog } from './look-up.ts';
import { createProjections, type ProjectionStore } from './projections.ts';
import type { Table } from './table.ts';
import { accountIdOf, accountKey, dueShard, dueShards, shardIndexOf } from './table-keys.ts';
import { type AccountPlace, createUpkeep, type Upkeep } from './upkeep.ts';
import { createWatchList, type WatchList } from './watched.ts';

/** Everything that operations may do with the table. Balances change through `change` alone. */
export interface CreditStore extends Upkeep {
  change(change: Change): Promise<ChangeOutcome>;
  /** The account as stored: bring it to an instant with `advance` before reading anything from it. */
  readAccount(accountId: string, options?: { readonly isEventual?: boolean }): Promise<LoadedAccount | undefined>;
  /** One entry of a loaded account. */
  entry(loaded: LoadedAccount, seq: number): Promise<Entry | undefined>;
  /** Entries of a loaded account from `seq` on, up or down. */
  entriesFrom(loaded: LoadedAccount, seq: number, order: 'ascending' | 'descending'): AsyncGenerator<Entry>;
  /** Ids of open accounts by the index, a page at a time, in no order that means anything. May lag behind by moments. */
  listAccounts(page: { readonly limit: number; readonly after?: AccountPlace }): Promise<readonly AccountPlace[]>;
  /** Accounts of one shard of the index of which something is due, soonest first. */
  dueAccounts(page: DuePage): Promise<readonly AccountPlace[]>;
  readonly catalogue: CatalogueStore;
  readonly projections: ProjectionStore;
  readonly watched: WatchList;
}

export interface DuePage {
  readonly shard: number;
  /** Inclusive. */
  readonly untilMs: number;
  readonly limit: number;
  readonly after?: AccountPlace;
}

export function createStore(table: Table, surroundings: Surroundings): CreditStore {
  const catalogue = createCatalogueStore(table);
  return {
    change: createChanges(table, catalogue, surroundings),
    catalogue,
    projections: createProjections(table),
    watched: createWatchList(table),
    readAccount: async (accountId, options) => {
      const item = await table.get(accountKey(accountId), options);
      return item === undefined ? undefined : decodeAccount(accountId, item);
    },
    listAccounts: (page) => listAccounts(table, page),
    dueAccounts: (page) => dueAccounts(table, page),
    ...createUpkeep(table),
    entry: async ({ account, log }, seq) => entryInLog(log, seq) ?? filedEntry(table, account.accountId, seq),
    entriesFrom: ({ account, log }, seq, order) =>
      order === 'ascending' ? upFrom(table, account.accountId, log, seq) : downFrom(table, account.accountId, log, seq),
  };
}

type ReadLog = LoadedAccount['log'];

async function* upFrom(table: Table, accountId: string, log: ReadLog, seq: number): AsyncGenerator<Entry> {
  if (seq <= log.filed.seq) {
    for await (const entry of filedUpFrom(table, accountId, seq)) {
      if (entry.seq > log.filed.seq) break;
      yield entry;
    }
  }
  for (const entry of log.entries) if (entry.seq >= seq) yield entry;
}

async function* downFrom(table: Table, accountId: string, log: ReadLog, seq: number): AsyncGenerator<Entry> {
  for (const entry of log.entries.toReversed()) if (entry.seq <= seq) yield entry;
  const filedSeq = Math.min(seq, log.filed.seq);
  if (filedSeq > 0) yield* filedDownFrom(table, accountId, filedSeq);
}

async function listAccounts(
  table: Table,
  { limit, after }: { readonly limit: number; readonly after?: AccountPlace },
): Promise<readonly AccountPlace[]> {
  const places: AccountPlace[] = [];
  let from = after;
  for (
    let shard = after === undefined ? 0 : shardIndexOf(after.accountId);
    shard < dueShards && places.length < limit;
    shard += 1
  ) {
    places.push(
      ...(await dueAccounts(table, {
        shard,
        limit: limit - places.length,
        ...(from === undefined ? {} : { after: from }),
      })),
    );
    from = undefined;
  }
  return places;
}

async function dueAccounts(
  table: Table,
  { shard, after, ...page }: Omit<DuePage, 'untilMs'> & Partial<Pick<DuePage, 'untilMs'>>,
): Promise<readonly AccountPlace[]> {
  const items = await table.queryDue({
    ...page,
    shard: dueShard(shard),
    ...(after === undefined ? {} : { after: { ...accountKey(after.accountId), dueAtMs: after.dueAtMs } }),
  });
  return items.map((item) => ({ accountId: accountIdOf(item), dueAtMs: item.dueAtMs }));
}
