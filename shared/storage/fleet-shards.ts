/** Reads what is spread over the shards of an order, and merges it. */
import { dueShards } from './table-keys.ts';

/** An account in an order of the fleet, by a number. */
export interface FleetPosition {
  readonly accountId: string;
  readonly number: number;
}

/** By number, then by id: the same in every shard. @internal */
export function comparePositions(a: FleetPosition, b: FleetPosition): number {
  return a.number - b.number || (a.accountId < b.accountId ? -1 : Number(a.accountId > b.accountId));
}

/** @internal */
export const shards = Array.from({ length: dueShards }, (_, shard) => shard);

/** All that the shards answer. @internal */
export async function fromShards<T>(read: (shard: number) => Promise<readonly T[]>): Promise<readonly T[]> {
  return (await Promise.all(shards.map(read))).flat();
}

/**
 * The first of all shards together that follow. Each is asked for twice its share, and those of which that may not have been enough once more,
 * for `limit` and a margin of accounts that share a number: a page reads little more of the index than it shows, wherever its accounts are.
 */
export async function firstOfShards(
  read: (shard: number, count: number) => Promise<readonly FleetPosition[]>,
  { limit, marginMax, follows }: FirstOf,
): Promise<readonly FleetPosition[]> {
  const share = 2 * Math.ceil(limit / dueShards) + 1;
  const found = await Promise.all(shards.map((shard) => read(shard, share)));
  const last = found
    .flat()
    .filter(follows)
    .toSorted(comparePositions)
    .at(limit - 1);
  const isEnough = (positions: readonly FleetPosition[]): boolean => {
    const end = positions.at(-1);
    // Accounts of one number come in any order.
    return positions.length < share || (last !== undefined && end !== undefined && end.number > last.number);
  };
  const whole = found.map((positions, shard) => (isEnough(positions) ? positions : read(shard, limit + marginMax)));
  return (await Promise.all(whole)).flat().filter(follows).toSorted(comparePositions).slice(0, limit);
}

interface FirstOf {
  readonly limit: number;
  readonly marginMax: number;
  readonly follows: (position: FleetPosition) => boolean;
}
