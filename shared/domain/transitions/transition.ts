import type { Account } from '../account/account.ts';
import type { Entry } from '../ledger/entry.ts';

/** The caller that automatic entries name. */
export const cycleCaller = 'cycle';

/**
 * Tells whether an entry may belong to the boundary of an automatic one before it: all of a boundary is of one instant, but the
 * accrual is dated a millisecond before.
 */
export function mayShareBoundary(before: Entry, entry: Entry): boolean {
  return before.caller === cycleCaller && entry.caller === cycleCaller && entry.atMs <= before.atMs + 1;
}

/** An account brought forward, and the entries that say how. */
export interface Transition {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/** One step after another, each on what the one before it left. */
export function inTurn<T>(
  account: Account,
  items: readonly T[],
  step: (account: Account, item: T) => Transition,
): Transition {
  const entries: Entry[] = [];
  let current = account;
  for (const item of items) {
    const next = step(current, item);
    current = next.account;
    entries.push(...next.entries);
  }
  return { account: current, entries };
}
