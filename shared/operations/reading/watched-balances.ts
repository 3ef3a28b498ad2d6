import { viewOf } from '../../domain/account/account.ts';
import type { Microcredits } from '../../domain/amount.ts';
import type { CreditStore } from '../../storage/store.ts';
import { currentAccount } from './current-account.ts';

export interface WatchedBalance {
  readonly accountId: string;
  readonly available: Microcredits;
}

/** Accounts that are read at once. */
const atOnce = 10;

/** The available credits of every watched account as of now, moved or not. One that can't be read is left out. */
export async function watchedBalances(store: CreditStore, nowMs: number): Promise<readonly WatchedBalance[]> {
  const accountIds = [...(await store.watched.accountIds(nowMs))];
  const balances: WatchedBalance[] = [];
  for (let from = 0; from < accountIds.length; from += atOnce) {
    const reads = accountIds.slice(from, from + atOnce).map(async (accountId) => {
      const current = await currentAccount(store, accountId, nowMs);
      return current === undefined ? [] : [{ accountId, available: viewOf(current.account).available }];
    });
    const settled = await Promise.allSettled(reads);
    balances.push(...settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
  }
  return balances;
}
