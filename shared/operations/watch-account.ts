import { viewOf } from '../domain/account/account.ts';
import type { Microcredits } from '../domain/amount.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { currentAccount } from './reading/current-account.ts';

export interface WatchedAccount {
  readonly accountId: string;
  readonly watched: boolean;
}

/** An account that is watched from now on, with what it has available. */
export interface WatchedNow extends WatchedAccount {
  readonly available: Microcredits;
}

export async function watchAccount(
  store: CreditStore,
  { accountId, watchedMax }: { readonly accountId: string; readonly watchedMax: number | undefined },
  nowMs: number,
): Promise<Outcome<WatchedNow>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const isWatched = await store.watched.watch(accountId, watchedMax);
  const { available } = viewOf(current.account);
  return isWatched ? done({ accountId, watched: true, available }) : refused({ reason: 'watched-accounts-limit' });
}
