import { viewOf } from '../../domain/account/account.ts';
import type { AutoTopUp } from '../../domain/account/auto-top-up.ts';
import type { Microcredits } from '../../domain/amount.ts';
import type { AccountStore } from '../../storage/account-store.ts';
import { currentAccount } from './current-account.ts';

/** An account that wants what it tops up with. */
export interface WantedTopUp {
  readonly autoTopUp: AutoTopUp;
  readonly available: Microcredits;
  readonly planId: string;
}

/** R34: undefined of an account that has enough again, tops up no more, or is suspended (R35), closed or quarantined. */
export async function wantedTopUp(
  store: AccountStore,
  accountId: string,
  nowMs: number,
): Promise<WantedTopUp | undefined> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return undefined;
  const { state, available, autoTopUp, planId } = viewOf(current.account, current.quarantine);
  if (state === 'suspended' || state === 'closed' || state === 'quarantined') return undefined;
  return autoTopUp === undefined || available >= autoTopUp.threshold ? undefined : { autoTopUp, available, planId };
}
