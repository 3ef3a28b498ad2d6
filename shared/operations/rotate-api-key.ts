import { randomBytes } from 'node:crypto';
import { keyStateAt, rotated } from '../domain/api-key.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { keyHash, newKeyText } from '../domain/key-text.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys } from '../storage/api-keys.ts';
import type { ShownKey } from './create-api-key.ts';

export interface Rotation {
  readonly keyId: string;
  /** For so long the secret before is taken too. */
  readonly overlapMs: number;
}

/** Gives a key another secret. A key that was revoked, or has expired, gets none. */
export async function rotateApiKey(
  store: AccountStore,
  { keyId, overlapMs }: Rotation,
  nowMs: number,
): Promise<Outcome<ShownKey>> {
  const text = newKeyText(keyId, randomBytes);
  const hash = keyHash(text);
  const used = await createApiKeys(store.table).rewrite(keyId, (key) => {
    const isDone = key.secret.hash === hash;
    return isDone || keyStateAt(key, nowMs) !== 'active' ? key : rotated(key, { hash, overlapMs, nowMs });
  });
  if (used === undefined) return refused({ reason: 'api-key-not-found' });
  return used.key.secret.hash === hash ? done({ used, text }) : refused({ reason: 'api-key-ended' });
}
