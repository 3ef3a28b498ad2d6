import type { Outcome } from '../domain/decisions/outcome.ts';
import { type SubscriptionTold, subscriptionTelling } from '../domain/decisions/tell-subscription.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { advanceAccount } from './advance-account.ts';
import { changeBy, type For } from './charging/change-by.ts';

const tell = changeBy(subscriptionTelling);

/** Tells what pays for a plan, and writes at once what follows from it: nobody waits for the schedule to be told that they may go on. */
export async function tellSubscription(
  store: AccountStore,
  asked: For<SubscriptionTold>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const outcome = await tell(store, asked, nowMs);
  if (outcome.kind === 'done' && !outcome.isReplay) await advanceAccount(store, asked.accountId, nowMs);
  return outcome;
}
