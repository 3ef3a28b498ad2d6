import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys, type UsedKey } from '../storage/api-keys.ts';

export async function readApiKey(
  store: AccountStore,
  { keyId }: { readonly keyId: string },
): Promise<Outcome<UsedKey>> {
  const used = await createApiKeys(store.table).read(keyId);
  return used === undefined ? refused({ reason: 'api-key-not-found' }) : done(used);
}
