import type { Hold } from '../domain/account/hold.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { currentAccount } from './reading/current-account.ts';

/** As of now: a hold whose time is up is reckoned as settled, written or not. */
export async function readHold(
  store: AccountStore,
  { accountId, holdId }: { readonly accountId: string; readonly holdId: string },
  nowMs: number,
): Promise<Outcome<Hold>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const hold = await store.hold(current.loaded, holdId);
  return hold === undefined ? refused({ reason: 'hold-not-found' }) : done(hold);
}
