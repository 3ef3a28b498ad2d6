/**
 * Where each account stands among all, for operators to look at. An account has a small item for each order, listed in the
 * sparse index, and one that says that it is there, in a partition of ids. All are hints: which accounts a page shows
 * follows from them, what it shows of an account doesn't.
 *
 * - Ranks are stored after the projection has moved, over an older version alone. A crash in between leaves an old rank
 *   until the commit is delivered again, or the audit comes by: both rank the account again.
 * - A page asks every shard for what follows the page's cursor, and merges. The number in the index is the rank and then
 *   a hash of the id, so ranks are shared by many accounts and numbers by very few.
 */
import { hash } from 'node:crypto';
import { type FleetOrder, type FleetRanks, fleetOrders } from '../domain/projections/fleet.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { accountIdOfUsage, dueShards, fleetPk, fleetShard, rankKey, shardIndexOf, tableShape } from './table-keys.ts';

/** An account in an order of the fleet, by a number. */
export interface FleetPosition {
  readonly accountId: string;
  readonly number: number;
}

export interface FleetStore {
  /** Lists the account among the ids. */
  enlist(accountId: string): Promise<void>;
  /** Puts the account where a version of its projection says, unless a newer one has: in all orders, or those that changed. */
  rank(accountId: string, ranks: FleetRanks, version: number, orders?: readonly FleetOrder[]): Promise<void>;
  /** The accounts that follow in an order. */
  inOrder(
    order: FleetOrder,
    page: { readonly limit: number; readonly after?: FleetPosition },
  ): Promise<readonly FleetPosition[]>;
  /** Ids that begin so, in their own order, `after` one. */
  byId(prefix: string, page: { readonly limit: number; readonly after?: string }): Promise<readonly string[]>;
}

const hashBits = 26;
/** Accounts of one number in one shard: with 26 bits of hash, two are rare among a million. */
const sameNumberMax = 8;

export function createFleet(table: Table): FleetStore {
  async function rank(
    accountId: string,
    ranks: FleetRanks,
    version: number,
    orders: readonly FleetOrder[] = fleetOrders,
  ): Promise<void> {
    const stored = orders.map(async (order) => {
      const rank = ranks[order];
      const listed = rank === null ? {} : listing(accountId, order, rank);
      const { kind } = await table.put(
        { ...rankKey(accountId, order), version, ...listed },
        { kind: 'older', version },
      );
      if (kind === 'in-doubt') throw new StoreUnavailable("an account's rank in the fleet was not stored");
    });
    await Promise.all(stored);
  }

  async function inOrder(
    order: FleetOrder,
    { limit, after }: { readonly limit: number; readonly after?: FleetPosition },
  ): Promise<readonly FleetPosition[]> {
    const found = await fromShards(async (shard) => {
      const items = await table.queryDue({
        shard: fleetShard(order, shard),
        limit: limit + sameNumberMax,
        ...(after === undefined ? {} : { fromMs: after.number }),
      });
      return items.map((item) => ({ accountId: accountIdOfUsage(item), number: item.dueAtMs }));
    });
    const following = after === undefined ? found : found.filter((rank) => compare(after, rank) < 0);
    return following.toSorted(compare).slice(0, limit);
  }

  async function byId(
    prefix: string,
    { limit, after }: { readonly limit: number; readonly after?: string },
  ): Promise<readonly string[]> {
    // No id holds a blank, nor anything above a tilde: so nothing lies between an id and the first that follows it.
    const range = { from: after === undefined ? prefix : `${after} `, to: `${prefix}~` };
    const ids = await fromShards(async (shard) => {
      const items = await table.query({ pk: fleetPk(shard), ...range, order: 'ascending', limit });
      return items.map(({ sk }) => sk);
    });
    return ids.toSorted((a, b) => (a < b ? -1 : 1)).slice(0, limit);
  }

  return {
    enlist: (accountId) => table.putMany([{ pk: fleetPk(shardIndexOf(accountId)), sk: accountId }]),
    rank,
    inOrder,
    byId,
  };
}

function listing(accountId: string, order: FleetOrder, rank: number): Readonly<Record<string, unknown>> {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const number = rank * 2 ** hashBits + hashOf(accountId);
  return { [partitionKey]: fleetShard(order, shardIndexOf(accountId)), [sortKey]: number };
}

/** Other bits than those that choose the shard. */
function hashOf(accountId: string): number {
  return hash('sha256', accountId, 'buffer').readUInt32BE(4) >>> (32 - hashBits);
}

function compare(a: FleetPosition, b: FleetPosition): number {
  return a.number - b.number || (a.accountId < b.accountId ? -1 : Number(a.accountId > b.accountId));
}

async function fromShards<T>(read: (shard: number) => Promise<readonly T[]>): Promise<readonly T[]> {
  const shards = await Promise.all(Array.from({ length: dueShards }, (_, shard) => read(shard)));
  return shards.flat();
}
