import { randomUUID } from 'node:crypto';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { newDelivery } from '../domain/delivery.ts';
import { instant } from '../domain/ledger/public-form.ts';
import { deliveryIdOf, type News, testNewsType } from '../domain/news.ts';
import type { Services } from '../ports/services.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createDeliveries } from '../storage/deliveries.ts';
import { createEndpoints } from '../storage/endpoints.ts';

/** Sends an event that says nothing to one endpoint, whatever it filters. Answers the delivery to look for. */
export async function testEndpoint(
  { store, news }: { readonly store: AccountStore } & Pick<Services, 'news'>,
  { endpointId }: { readonly endpointId: string },
  nowMs: number,
): Promise<Outcome<{ readonly deliveryId: string }>> {
  const endpoint = await createEndpoints(store.table).read(endpointId);
  if (endpoint === undefined) return refused({ reason: 'endpoint-not-found' });
  if (endpoint.disabled !== undefined) return refused({ reason: 'endpoint-disabled' });
  const told: News = {
    id: `test/${randomUUID()}`,
    type: testNewsType,
    version: 1,
    at: instant(nowMs),
    data: { endpointId, name: endpoint.name },
  };
  const deliveryId = deliveryIdOf(told);
  const fresh = { ...newDelivery(endpointId, { deliveryId, news: told }, nowMs), dueAtMs: nowMs };
  await createDeliveries(store.table).create(fresh, nowMs);
  await news?.send([{ due: { endpointId, deliveryId } }]);
  return done({ deliveryId });
}
