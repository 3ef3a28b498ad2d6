import { type Hold, holdIdsFrom } from '../domain/account/hold.ts';
import type { Quarantine } from '../domain/account/quarantine.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface HoldPage {
  readonly holds: readonly Hold[];
  readonly nextCursor?: string;
  /** Ids of holds whose items can't be read. */
  readonly unreadable?: readonly string[];
  readonly quarantine?: Quarantine;
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
  const { quarantine } = current;
  if (current.account.openHolds === 0) return done({ holds: [], ...present({ quarantine }) });
  const unreadable: string[] = [];
  const onFault = (holdId: string): void => {
    unreadable.push(holdId);
  };
  const from = position ?? holdIdsFrom(current.nowMs + 1);
  const found = await store.holdsFrom(current.loaded, { from, limit: lookedAtMax, onFault });
  const open = found.filter(({ state }) => state === 'open');
  const holds = open.slice(0, limit);
  const next =
    open[limit]?.holdId ?? (found.length + unreadable.length >= lookedAtMax ? `${found.at(-1)?.holdId}!` : undefined);
  const told = { ...present({ quarantine }), ...(unreadable.length === 0 ? {} : { unreadable }) };
  return done({ holds, ...told, ...(next === undefined ? {} : { nextCursor: encodeCursor(next, scope) }) });
}
