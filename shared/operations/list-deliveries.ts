import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import { deliveriesFrom } from '../domain/news.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createDeliveries } from '../storage/deliveries.ts';
import { createEndpoints } from '../storage/endpoints.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface DeliveriesAsked {
  readonly endpointId: string;
  readonly limit: number;
  readonly cursor?: string;
  /** The span of time in which it happened: its start is in it, its end is not. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly state?: DeliveryState;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly nextCursor?: string;
}

/** Above every digit of a delivery's id. */
const end = '~';

/** One endpoint's deliveries, the newest first. A page of one state may have fewer than `limit`, and go on. */
export async function listDeliveries(
  store: AccountStore,
  { endpointId, limit, cursor, fromMs = 0, toMs, state }: DeliveriesAsked,
): Promise<Outcome<DeliveryPage>> {
  const scope = { list: 'deliveries', endpointId };
  const before = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && before === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  if ((await createEndpoints(store.table).read(endpointId)) === undefined)
    return refused({ reason: 'endpoint-not-found' });
  const last = toMs === undefined ? end : deliveriesFrom(toMs);
  // One more than is asked for, since the one that the page before ended with comes first.
  const found = await createDeliveries(store.table).list({
    endpointId,
    from: deliveriesFrom(fromMs),
    to: before ?? last,
    order: 'descending',
    limit: limit + 1,
  });
  const page = found.map(({ delivery }) => delivery).filter(({ deliveryId }) => deliveryId !== before);
  const shown = page.slice(0, limit);
  const hasMore = found.length > limit;
  const lastId = shown.at(-1)?.deliveryId;
  const nextCursor = hasMore && lastId !== undefined ? encodeCursor(lastId, scope) : undefined;
  const deliveries = state === undefined ? shown : shown.filter((each) => each.state === state);
  return done({ deliveries, ...present({ nextCursor }) });
}
