/**
 * The open holds of an account whose time is up. W3 again: the account is read first, its log is looked in, and only
 * then the hold items are read; what the log says of a hold is newer.
 */
import type { Account } from '../domain/account/account.ts';
import { type DueHolds, type Hold, holdIdsEnd, holdIdsFrom, noDueHolds, openHoldsMax } from '../domain/account/hold.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { decodeFiledHold, holdsIn } from './hold-item.ts';
import type { Table } from './table.ts';
import { accountPk, holdKey } from './table-keys.ts';

/** Hold items of one query. */
const pageSize = 400;
const pagesMax = Math.ceil(openHoldsMax / pageSize) + 1;
/** Open holds that a refusal looks ahead to, soonest end first: each costs a read, and time to reckon what it gives back. */
const foreseenMax = 40;

/** Which holds of an account are looked for. */
export interface HoldsWanted {
  /** Those that may be past their time by then. */
  readonly untilMs: number;
  /** The newest entry that was stored when the account was read. */
  readonly storedSeq: number;
  /** The soonest to end as well, though none is due: some charge may wait for them. */
  readonly areForeseen?: boolean;
}

/**
 * Reads nothing unless a hold may be past its time, or they are foreseen. Undefined when a hold says more than the account: it
 * has moved on since it was read, and the two together never were.
 */
export async function readDueHolds(
  table: Table,
  account: Account,
  logged: readonly Entry[],
  { untilMs, storedSeq, areForeseen = false }: HoldsWanted,
): Promise<DueHolds | undefined> {
  const { accountId, holdsDueMs } = account;
  if (holdsDueMs === undefined) return noDueHolds;
  const isDue = holdsDueMs <= untilMs;
  if (!isDue && !areForeseen) return { holds: [], nextMs: holdsDueMs };
  const limit = isDue ? pageSize : foreseenMax;
  const holds: Hold[] = [];
  let from = holdKey(accountId, holdIdsFrom(holdsDueMs)).sk;
  for (let page = 0; page < pagesMax; page += 1) {
    const to = holdKey(accountId, holdIdsEnd).sk;
    const items = await table.query({ pk: accountPk(accountId), from, to, order: 'ascending', limit });
    const filed = items.map(decodeFiledHold);
    if (filed.some(({ seq }) => seq > storedSeq)) return undefined;
    holds.push(...filed.map(({ hold }) => hold));
    const [first, last] = [holds[0], holds.at(-1)];
    if (items.length < limit || first === undefined || last === undefined) break;
    // What lies beyond the page is unknown, so time goes no further than it for now: at least one instant has to be whole.
    if (first.expiresAtMs < last.expiresAtMs) return withHolds({ holds, nextMs: last.expiresAtMs }, logged);
    from = `${holdKey(accountId, last.holdId).sk}!`;
  }
  return withHolds({ holds, nextMs: Number.POSITIVE_INFINITY }, logged);
}

/** Adds entries to what is known of open holds, once some entries have touched them. */
export function withHolds({ holds, nextMs }: DueHolds, entries: readonly Entry[]): DueHolds {
  const newest = new Map<string, Hold>(holds.map((hold) => [hold.holdId, hold]));
  for (const [holdId, { hold }] of holdsIn(entries)) newest.set(holdId, hold);
  const open = [...newest.values()].filter(({ state }) => state === 'open');
  // Ids begin with the expiry.
  return { holds: open.sort((a, b) => (a.holdId < b.holdId ? -1 : 1)), nextMs };
}
