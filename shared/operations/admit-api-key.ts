import { timingSafeEqual } from 'node:crypto';
import { type ApiKey, formerSecretsMax, hashesTaken } from '../domain/api-key.ts';
import { keyHash, readKeyText } from '../domain/key-text.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys, type UsedKey } from '../storage/api-keys.ts';

/**
 * The key that a text is, if it lets somebody in now; undefined otherwise, whatever the reason. What can't be a key is known
 * without a read. Secrets are compared by their hashes, in the same time whether they differ or not.
 */
export async function admitApiKey(store: AccountStore, sent: string, nowMs: number): Promise<ApiKey | undefined> {
  const read = readKeyText(sent);
  if (read === undefined) return undefined;
  const keys = createApiKeys(store.table);
  const known = await keys.read(read.keyId);
  const isTaken = isAmong(keyHash(read.text), known === undefined ? [] : hashesTaken(known.key, nowMs));
  if (known === undefined || !isTaken) return undefined;
  await keepUse(keys, known, nowMs);
  return known.key;
}

/** Against as many as there could be, and each to its end: the time tells nothing of a key. */
function isAmong(hash: string, hashes: readonly string[]): boolean {
  const sent = Buffer.from(hash);
  const kept = [...hashes, ...Array<string>(formerSecretsMax + 1 - hashes.length).fill(noHash)];
  return kept.filter((each) => timingSafeEqual(sent, Buffer.from(each))).length > 0;
}

/** As long as a hash, and none of a key. */
const noHash = 'z'.repeat(64);

/** Nobody is kept out since it can't be written down that they came in. */
async function keepUse(keys: ReturnType<typeof createApiKeys>, known: UsedKey, nowMs: number): Promise<void> {
  await keys.markUsed(known, nowMs).catch(() => undefined);
}
