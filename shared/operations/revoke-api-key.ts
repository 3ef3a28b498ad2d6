import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys, type UsedKey } from '../storage/api-keys.ts';

/** Revokes a key for good. One that is revoked stays as it is. */
export async function revokeApiKey(
  store: AccountStore,
  { keyId }: { readonly keyId: string },
  nowMs: number,
): Promise<Outcome<UsedKey>> {
  const used = await createApiKeys(store.table).rewrite(keyId, (key) =>
    key.revokedAtMs === undefined ? { ...key, revokedAtMs: nowMs } : key,
  );
  return used === undefined ? refused({ reason: 'api-key-not-found' }) : done(used);
}
