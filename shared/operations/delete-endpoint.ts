import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';

/** Forgets an endpoint with its secrets. What waits to be delivered to it never is. */
export async function deleteEndpoint(
  store: AccountStore,
  { endpointId }: { readonly endpointId: string },
): Promise<Outcome<{ readonly endpointId: string }>> {
  const endpoints = createEndpoints(store.table);
  if ((await endpoints.read(endpointId)) === undefined) return refused({ reason: 'endpoint-not-found' });
  await endpoints.remove(endpointId);
  return done({ endpointId });
}
