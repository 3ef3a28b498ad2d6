import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../domain/api-key.ts';
import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { keyHash, newKeyId, newKeyText } from '../domain/key-text.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys, type UsedKey } from '../storage/api-keys.ts';

export type NewApiKey = Omit<ApiKey, 'keyId' | 'createdAtMs' | 'revokedAtMs' | 'secret' | 'formerSecrets'>;

/** A key with its text, which nobody is told again. */
export interface ShownKey {
  readonly used: UsedKey;
  readonly text: string;
}

/** Makes a key. Asked again it makes another: one whose answer was lost is found by its name, and revoked. */
export async function createApiKey(store: AccountStore, content: NewApiKey, nowMs: number): Promise<Outcome<ShownKey>> {
  if (content.expiresAtMs !== undefined && content.expiresAtMs <= nowMs) return invalid('expiresAt', 'must be ahead');
  const keyId = newKeyId(randomBytes);
  const text = newKeyText(keyId, randomBytes);
  const secret = { hash: keyHash(text), madeAtMs: nowMs };
  const key = { ...content, keyId, createdAtMs: nowMs, secret, formerSecrets: [] };
  await createApiKeys(store.table).create(key);
  return done({ used: { key }, text });
}
