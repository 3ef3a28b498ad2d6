import type { Limit } from '../domain/account/limit.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';

export async function listLimits(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<Outcome<{ readonly limits: readonly Limit[] }>> {
  const current = await currentAccount(store, accountId, nowMs);
  return current === undefined ? refused({ reason: 'account-not-found' }) : done({ limits: current.account.limits });
}
