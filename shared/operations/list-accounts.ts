import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import type { AccountPlace } from '../storage/upkeep.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface AccountPage {
  readonly accountIds: readonly string[];
  readonly nextCursor?: string;
}

export async function listAccounts(
  store: CreditStore,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Outcome<AccountPage>> {
  const place = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && place === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  const after = place === undefined ? {} : { after: placeOf(place) };
  const places = await store.listAccounts({ limit, ...after, isClosedToo: false });
  const last = places.at(-1);
  const accountIds = places.map(({ accountId }) => accountId);
  if (last === undefined || places.length < limit) return done({ accountIds });
  return done({ accountIds, nextCursor: encodeCursor(`${last.dueAtMs}.${last.accountId}`, scope) });
}

const scope = { list: 'accounts' };

function placeOf(place: string): AccountPlace {
  const dot = place.indexOf('.');
  return { dueAtMs: Number(place.slice(0, dot)), accountId: place.slice(dot + 1) };
}
