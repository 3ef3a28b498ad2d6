import type { Limit } from '../domain/account/limit.ts';
import type { Quarantine } from '../domain/account/quarantine.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';

export async function listLimits(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<Outcome<{ readonly limits: readonly Limit[]; readonly quarantine?: Quarantine }>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { account, quarantine } = current;
  return done({ limits: account.limits, ...present({ quarantine }) });
}
