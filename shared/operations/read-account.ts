import { type AccountView, viewOf } from '../domain/account/account.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';

export async function readAccount(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<Outcome<AccountView>> {
  const current = await currentAccount(store, accountId, nowMs);
  return current === undefined
    ? refused({ reason: 'account-not-found' })
    : done(viewOf(current.account, current.quarantine));
}
