/**
 * The table's keys of endpoints and of what is delivered to them, beside those of `table-keys.ts`.
 *
 * | partition | sort key | item |
 * |---|---|---|
 * | `ENDPOINTS` | `<endpoint id>` | where news is delivered to, and the secrets that sign it |
 * | `DELIVERIES#<endpoint id>` | `msg_<when>_<which>` | a piece of news, and how its delivery fares; kept for 30 days |
 */
import { hash } from 'node:crypto';
import type { Key } from './table-keys.ts';

export const endpointsPk = 'ENDPOINTS';
export function endpointKey(endpointId: string): Key {
  return { pk: endpointsPk, sk: endpointId };
}

/** The log of an endpoint's deliveries, by time. */
export function deliveriesPk(endpointId: string): string {
  return `DELIVERIES#${endpointId}`;
}

export function deliveryKey(endpointId: string, deliveryId: string): Key {
  return { pk: deliveriesPk(endpointId), sk: deliveryId };
}

export function endpointIdOfDelivery({ pk }: Key): string {
  return pk.slice(deliveriesPk('').length);
}

/** Lists in the index what is to be tried, by when: a shard for each few endpoints. */
export const deliveryShards = 8;
export function deliveryShard(index: number): string {
  return `DELIVERY#${index}`;
}

export function deliveryShardOf(deliveryId: string): string {
  const [byte = 0] = hash('sha256', deliveryId, 'buffer');
  return deliveryShard(byte % deliveryShards);
}
