/** Numbers of the index in which accounts of the fleet are listed: a rank, and then a hash of the id, so that few are alike. */
import { hash } from 'node:crypto';
import type { FleetPlace } from '../domain/projections/fleet-places.ts';
import { fleetShard, shardIndexOf, tableShape } from './table-keys.ts';

/** A stretch of an order: numbers of the index, both included. */
export interface FleetStretch {
  readonly place: FleetPlace;
  readonly from?: number;
  readonly until?: number;
}

const hashBits = 26;

/** The numbers of a stretch of ranks. */
export function stretchOf({ place, from, until }: FleetStretch): FleetStretch {
  const numberOf = (rank: number): number => rank * 2 ** hashBits;
  return {
    place,
    ...(from === undefined ? {} : { from: numberOf(from) }),
    ...(until === undefined ? {} : { until: numberOf(until + 1) - 1 }),
  };
}

/** The attributes by which an account is listed with a rank. @internal */
export function listing(accountId: string, order: FleetPlace, rank: number): Readonly<Record<string, unknown>> {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const number = rank * 2 ** hashBits + hashOf(accountId);
  return { [partitionKey]: fleetShard(order, shardIndexOf(accountId)), [sortKey]: number };
}

/** Other bits than those that choose the shard. */
function hashOf(accountId: string): number {
  return hash('sha256', accountId, 'buffer').readUInt32BE(4) >>> (32 - hashBits);
}
