import { done, type Outcome } from '../domain/decisions/outcome.ts';
import type { Endpoint } from '../domain/endpoint.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';

/** All of them: there are a few hundred at the most. */
export async function listEndpoints(store: AccountStore): Promise<Outcome<readonly Endpoint[]>> {
  return done(await createEndpoints(store.table).list());
}
