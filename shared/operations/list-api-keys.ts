import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createApiKeys, type UsedKey } from '../storage/api-keys.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface ApiKeyPage {
  readonly keys: readonly UsedKey[];
  readonly nextCursor?: string;
}

export async function listApiKeys(
  store: AccountStore,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Outcome<ApiKeyPage>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && after === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  const { keys, next } = await createApiKeys(store.table).list({ limit, ...present({ after }) });
  const nextCursor = next === undefined ? undefined : encodeCursor(next, scope);
  return done({ keys, ...present({ nextCursor }) });
}

const scope = { list: 'api-keys' };
