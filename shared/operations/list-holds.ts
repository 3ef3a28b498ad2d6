import { type Hold, holdIdsFrom } from '../domain/account/hold.ts';
import type { Quarantine } from '../domain/account/quarantine.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
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
  const from = position ?? holdIdsFrom(current.nowMs + 1);
  const openMax = position === undefined ? current.account.openHolds : Number.POSITIVE_INFINITY;
  const { open, unreadable, next } = await openHoldsFrom(store, current.loaded, { from, limit, openMax });
  const told = { ...present({ quarantine }), ...(unreadable.length === 0 ? {} : { unreadable }) };
  const holds = open.slice(0, limit);
  return done({ holds, ...told, ...(next === undefined ? {} : { nextCursor: encodeCursor(next, scope) }) });
}

interface OpenHolds {
  readonly open: readonly Hold[];
  readonly unreadable: readonly string[];
  /** Where to go on; undefined when that were all. */
  readonly next?: string;
}

/** Looks at few more than are asked for, and on where settled ones lie among them: each page is twice the one before. */
async function openHoldsFrom(
  store: AccountStore,
  loaded: LoadedAccount,
  wanted: { readonly from: string; readonly limit: number; readonly openMax: number },
): Promise<OpenHolds> {
  const { limit, openMax } = wanted;
  const open: Hold[] = [];
  const unreadable: string[] = [];
  let { from } = wanted;
  let looked = 0;
  for (let page = limit + 1; looked < lookedAtMax; page = Math.min(2 * page, lookedAtMax - looked)) {
    const ids: string[] = [];
    const onFault = (holdId: string): unknown => unreadable.push(holdId) && ids.push(holdId);
    const found = await store.holdsFrom(loaded, { from, limit: page, onFault });
    ids.push(...found.map(({ holdId }) => holdId));
    open.push(...found.filter(({ state }) => state === 'open'));
    const next = open[limit]?.holdId;
    if (next !== undefined) return { open, unreadable, next };
    if (ids.length < page || open.length >= openMax) return { open, unreadable };
    looked += ids.length;
    from = `${ids.toSorted().at(-1)}!`;
  }
  return { open, unreadable, next: from };
}
