import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { sentAgain } from '../domain/delivery.ts';
import { deliveriesFrom } from '../domain/news.ts';
import { present } from '../domain/present.ts';
import type { Services } from '../ports/services.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createDeliveries, type Deliveries, type StoredDelivery } from '../storage/deliveries.ts';
import { createEndpoints } from '../storage/endpoints.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

/** Deliveries by their ids, or those of news of a span of time. */
export type Resent =
  | { readonly deliveryIds: readonly string[] }
  | {
      readonly fromMs: number;
      readonly toMs: number;
      /** Those that were delivered, too. */
      readonly isAll: boolean;
      /** Goes on where the request before ended. */
      readonly cursor?: string;
    };

export interface Resending {
  readonly resent: number;
  /** The span holds more than one request looks at: to be asked again with it. */
  readonly nextCursor?: string;
}

/** One request looks at so many. */
export const resentMax = 100;

/** Sends deliveries again, under the same ids, at once and from the beginning. One that isn't there is passed over. */
export async function resendDeliveries(
  { store, news }: { readonly store: AccountStore } & Pick<Services, 'news'>,
  { endpointId, ...asked }: Resent & { readonly endpointId: string },
  nowMs: number,
): Promise<Outcome<Resending>> {
  const endpoint = await createEndpoints(store.table).read(endpointId);
  if (endpoint === undefined) return refused({ reason: 'endpoint-not-found' });
  if (endpoint.disabled !== undefined) return refused({ reason: 'endpoint-disabled' });
  const scope = { resend: endpointId };
  const after = 'cursor' in asked && asked.cursor !== undefined ? decodeCursor(asked.cursor, scope) : undefined;
  if ('cursor' in asked && asked.cursor !== undefined && after === undefined)
    return invalid('cursor', 'must be the nextCursor of the request before');
  const deliveries = createDeliveries(store.table);
  const { found, lastId } = await find(deliveries, { endpointId, asked, after });
  const again = await Promise.all(
    found.map(async (stored) => {
      const written = await deliveries.write(stored, sentAgain(stored.delivery, nowMs), nowMs);
      return written === undefined ? [] : [{ due: { endpointId, deliveryId: stored.delivery.deliveryId } }];
    }),
  );
  await news?.send(again.flat());
  const nextCursor = lastId === undefined ? undefined : encodeCursor(lastId, scope);
  return done({ resent: again.flat().length, ...present({ nextCursor }) });
}

interface Finding {
  readonly endpointId: string;
  readonly asked: Resent;
  readonly after: string | undefined;
}

async function find(
  deliveries: Deliveries,
  { endpointId, asked, after }: Finding,
): Promise<{ readonly found: readonly StoredDelivery[]; readonly lastId?: string }> {
  if ('deliveryIds' in asked) {
    const read = await Promise.all(
      [...new Set(asked.deliveryIds)].map((deliveryId) => deliveries.read({ endpointId, deliveryId })),
    );
    return { found: read.filter((each) => each !== undefined) };
  }
  // A blank more than the id that the request before ended with: the first one after it.
  const span = {
    from: after === undefined ? deliveriesFrom(asked.fromMs) : `${after} `,
    to: deliveriesFrom(asked.toMs),
  };
  const page = await deliveries.list({ endpointId, ...span, order: 'ascending', limit: resentMax });
  const found = page.filter(({ delivery }) => asked.isAll || ['failed', 'skipped'].includes(delivery.state));
  const lastId = page.length < resentMax ? undefined : page.at(-1)?.delivery.deliveryId;
  return { found, ...present({ lastId }) };
}
