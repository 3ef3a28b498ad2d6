/**
 * Deliveries: the log of each endpoint, and what is yet to be tried, which the index lists by when. Every write is on condition of what was
 * read, so that of two who try one delivery at once the second finds it taken.
 */
import * as z from 'zod/mini';
import { type Delivery, deliveriesKeptMs, deliveryStates, type Try, tryFailures } from '../domain/delivery.ts';
import { parseExactly } from '../domain/exact-json.ts';
import type { News } from '../domain/news.ts';
import { present } from '../domain/present.ts';
import { secondMs } from '../domain/time.ts';
import {
  deliveriesPk,
  deliveryKey,
  deliveryShard,
  deliveryShardOf,
  deliveryShards,
  endpointIdOfDelivery,
} from './endpoint-keys.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { type Item, tableShape } from './table-keys.ts';

/** A delivery as it was read or written last. */
export interface StoredDelivery {
  readonly delivery: Delivery;
  readonly version: number;
}

/** A delivery by its ids. */
export interface DeliveryName {
  readonly endpointId: string;
  readonly deliveryId: string;
}

export interface Deliveries {
  /** Keeps a new one; undefined where it is there already. */
  create(delivery: Delivery, nowMs: number): Promise<StoredDelivery | undefined>;
  read(name: DeliveryName): Promise<StoredDelivery | undefined>;
  /** As it is now; undefined where somebody else wrote it, or it isn't known who did. */
  write(stored: StoredDelivery, delivery: Delivery, nowMs: number): Promise<StoredDelivery | undefined>;
  /** One endpoint's between two ids, both included, in their order or the other. */
  list(page: DeliveryPage): Promise<readonly StoredDelivery[]>;
  /** Those that are to be tried by then, `limit` of each shard at the most, those that wait longest first. A hint: read each. */
  due(untilMs: number, limit: number): Promise<readonly DeliveryName[]>;
}

export interface DeliveryPage {
  readonly endpointId: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

export function createDeliveries(table: Table): Deliveries {
  return {
    create: async (delivery, nowMs) => {
      const outcome = await table.put(encode(delivery, 1, nowMs), { kind: 'absent' });
      if (outcome.kind === 'in-doubt') throw new StoreUnavailable('it is not known whether the delivery was stored');
      return outcome.kind === 'stored' ? { delivery, version: 1 } : undefined;
    },
    read: async ({ endpointId, deliveryId }) => {
      const item = await table.get(deliveryKey(endpointId, deliveryId));
      return item && decode(item);
    },
    write: async ({ version }, delivery, nowMs) => {
      const written = { delivery, version: version + 1 };
      const { kind } = await table.put(encode(delivery, written.version, nowMs), { kind: 'version', version });
      return kind === 'stored' ? written : undefined;
    },
    list: async ({ endpointId, ...range }) => {
      const items = await table.query({ pk: deliveriesPk(endpointId), ...range });
      return items.map(decode);
    },
    due: async (untilMs, limit) => {
      const shards = Array.from({ length: deliveryShards }, (_, index) => deliveryShard(index));
      const found = await Promise.all(shards.map((shard) => table.queryDue({ shard, untilMs, limit })));
      return found.flat().map((key) => ({ endpointId: endpointIdOfDelivery(key), deliveryId: key.sk }));
    },
  };
}

const storedTry = z.tuple([whole, z.union([whole, z.enum(tryFailures)])]);
const storedNews = z.object({
  id: z.string(),
  type: z.string(),
  version: whole,
  at: z.string(),
  accountId: z.optional(z.string()),
  seq: z.optional(whole),
  data: z.unknown(),
});
const storedDelivery = z.object({
  version: whole,
  news: z.string(),
  state: z.enum(deliveryStates),
  dueAtMs: z.optional(whole),
  count: whole,
  tries: z.array(storedTry),
});

function encode(delivery: Delivery, version: number, nowMs: number): Item {
  const { endpointId, deliveryId, news, state, dueAtMs, count, tries } = delivery;
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const listed = dueAtMs === undefined ? {} : { [partitionKey]: deliveryShardOf(deliveryId), [sortKey]: dueAtMs };
  return {
    ...deliveryKey(endpointId, deliveryId),
    version,
    news: JSON.stringify(news),
    state,
    count,
    tries: tries.map(({ atMs, outcome }) => [atMs, 'status' in outcome ? outcome.status : outcome.failure]),
    ...listed,
    [tableShape.ttl]: Math.ceil((nowMs + deliveriesKeptMs) / secondMs),
  };
}

function decode(item: Item): StoredDelivery {
  const { version, news, dueAtMs, tries, ...rest } = parse(storedDelivery, item, 'a delivery');
  return {
    version,
    delivery: {
      ...rest,
      endpointId: endpointIdOfDelivery(item),
      deliveryId: item.sk,
      news: newsOf(news),
      tries: tries.map(tryOf),
      ...present({ dueAtMs }),
    },
  };
}

function newsOf(text: string): News {
  const { accountId, seq, ...news } = parse(storedNews, parseExactly(text), 'the news of a delivery');
  return { ...news, ...present({ accountId, seq }) };
}

function tryOf([atMs, outcome]: z.infer<typeof storedTry>): Try {
  return { atMs, outcome: typeof outcome === 'number' ? { status: outcome } : { failure: outcome } };
}
