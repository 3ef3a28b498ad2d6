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
import { present } from '../domain/present.ts';
import { type FleetPlace, type FleetPlaces, fleetPlaces } from '../domain/projections/fleet-places.ts';
import { type FleetStretch, listing } from './fleet-numbers.ts';
import { comparePositions, type FleetPosition, firstOfShards, fromShards, shards } from './fleet-shards.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { accountIdOfUsage, fleetPk, fleetShard, rankKey, shardIndexOf } from './table-keys.ts';

export interface FleetStore {
  /** Lists the account among the ids. */
  enlist(accountId: string): Promise<void>;
  /** Puts the account where a version of its projection says, unless a newer one has: in all of these orders, or those that changed. */
  rank(accountId: string, ranks: Partial<FleetPlaces>, version: number, orders?: readonly FleetPlace[]): Promise<void>;
  /** The accounts that follow in an order, or in a stretch of it. */
  inOrder(
    stretch: FleetPlace | FleetStretch,
    page: { readonly limit: number; readonly after?: FleetPosition },
  ): Promise<readonly FleetPosition[]>;
  /** Accounts of a stretch: at least so many, where `isMore`. It reads a thousand places at most. */
  count(stretch: FleetStretch): Promise<{ readonly accounts: number; readonly isMore: boolean }>;
  /** Ids that begin so, in their own order, `after` one. */
  byId(prefix: string, page: { readonly limit: number; readonly after?: string }): Promise<readonly string[]>;
}

/** Accounts of one number in one shard: with 26 bits of hash, two are rare among a million. */
const sameNumberMax = 8;
/** Places that a count reads in each shard. */
const countedMax = 63;

export function createFleet(table: Table): FleetStore {
  async function rank(
    accountId: string,
    ranks: Partial<FleetPlaces>,
    version: number,
    orders: readonly FleetPlace[] = fleetPlaces.filter((place) => ranks[place] !== undefined),
  ): Promise<void> {
    const stored = orders.map(async (order) => {
      const rank = ranks[order] ?? null;
      const listed = rank === null ? {} : listing(accountId, order, rank);
      const { kind } = await table.put(
        { ...rankKey(accountId, order), version, ...listed },
        { kind: 'older', version },
      );
      if (kind === 'in-doubt') throw new StoreUnavailable("an account's rank in the fleet was not stored");
    });
    await Promise.all(stored);
  }

  async function ofShard(
    { place, from, until }: FleetStretch,
    shard: number,
    limit: number,
  ): Promise<readonly FleetPosition[]> {
    const bound = from === undefined ? present({ untilMs: until }) : { fromMs: from };
    const items = await table.queryDue({ shard: fleetShard(place, shard), limit, ...bound });
    return items.map((item) => ({ accountId: accountIdOfUsage(item), number: item.dueAtMs }));
  }

  async function inOrder(
    asked: FleetPlace | FleetStretch,
    { limit, after }: { readonly limit: number; readonly after?: FleetPosition },
  ): Promise<readonly FleetPosition[]> {
    const whole = typeof asked === 'string' ? { place: asked } : asked;
    const stretch = after === undefined ? whole : { ...whole, from: after.number };
    const follows = (each: FleetPosition): boolean =>
      (after === undefined || comparePositions(after, each) < 0) &&
      each.number <= (whole.until ?? Number.POSITIVE_INFINITY);
    const read = (shard: number, count: number): Promise<readonly FleetPosition[]> => ofShard(stretch, shard, count);
    return firstOfShards(read, { limit, marginMax: sameNumberMax, follows });
  }

  async function count(stretch: FleetStretch): Promise<{ readonly accounts: number; readonly isMore: boolean }> {
    const { until = Number.POSITIVE_INFINITY } = stretch;
    const counts = await Promise.all(
      shards.map(async (shard) => {
        const found = await ofShard(stretch, shard, countedMax);
        return found.filter(({ number }) => number <= until).length;
      }),
    );
    return { accounts: counts.reduce((sum, each) => sum + each, 0), isMore: counts.includes(countedMax) };
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
    count,
    byId,
  };
}
