import { type Hold, holdIdsFrom } from '../domain/account/hold.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface HoldPage {
  readonly holds: readonly Hold[];
  readonly nextCursor?: string;
}

/** Holds that one request looks at: settled ones whose time isn't up yet lie among the open. */
const lookedAtMax = 400;

/** Open holds, soonest expiry first. A page may hold fewer than asked for; go on while there is a cursor. */
export async function listHolds(
  store: AccountStore,
  { accountId, limit, cursor }: { readonly accountId: string; readonly limit: number; readonly cursor?: string },
  nowMs: number,
): Promise<Outcome<HoldPage>> {
  const scope = { list: 'holds', accountId };
  const position = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && position === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  if (current.account.openHolds === 0) return done({ holds: [] });
  const found = await store.holdsFrom(current.loaded, position ?? holdIdsFrom(current.nowMs + 1), lookedAtMax);
  const open = found.filter(({ state }) => state === 'open');
  const holds = open.slice(0, limit);
  const next = open[limit]?.holdId ?? (found.length === lookedAtMax ? `${found.at(-1)?.holdId}!` : undefined);
  return done({ holds, ...(next === undefined ? {} : { nextCursor: encodeCursor(next, scope) }) });
}
