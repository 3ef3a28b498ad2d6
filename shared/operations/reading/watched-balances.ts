import { balanceOf } from '../../domain/account/account.ts';
import type { Microcredits } from '../../domain/amount.ts';
import type { CreditStore } from '../../storage/store.ts';
import { currentAccount } from './current-account.ts';

export interface WatchedBalances {
  readonly balances: readonly { readonly accountId: string; readonly available: Microcredits }[];
  /** Watched accounts whose balance isn't known now, and why: an alarm on them hears nothing. */
  readonly unread: readonly { readonly accountId: string; readonly cause: unknown }[];
}

/** Accounts that are read at once. */
const atOnce = 10;

/** The available credits of every watched account as of now, moved or not. One that can't be read stops none of the others. */
export async function watchedBalances(store: CreditStore, nowMs: number): Promise<WatchedBalances> {
  const accountIds = [...(await store.watched.accountIds(nowMs))];
  const balances: WatchedBalances['balances'][number][] = [];
  const unread: WatchedBalances['unread'][number][] = [];
  const read = async (accountId: string): Promise<void> => {
    try {
      const current = await currentAccount(store, accountId, nowMs);
      if (current !== undefined) balances.push({ accountId, available: balanceOf(current.account).available });
    } catch (cause) {
      unread.push({ accountId, cause });
    }
  };
  for (let from = 0; from < accountIds.length; from += atOnce)
    await Promise.all(accountIds.slice(from, from + atOnce).map(read));
  return { balances, unread };
}
