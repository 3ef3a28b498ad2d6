import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { Endpoint } from '../domain/endpoint.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';

export async function readEndpoint(
  store: AccountStore,
  { endpointId }: { readonly endpointId: string },
): Promise<Outcome<Endpoint>> {
  const endpoint = await createEndpoints(store.table).read(endpointId);
  return endpoint === undefined ? refused({ reason: 'endpoint-not-found' }) : done(endpoint);
}
