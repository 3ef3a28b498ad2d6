import { type Outcome, refused } from '../domain/decisions/outcome.ts';
import { type Purchase, purchase } from '../domain/decisions/purchase-pack.ts';
import { isRemembered } from '../domain/decisions/refusal.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeBy, type For } from './charging/change-by.ts';

const buy = changeBy(purchase);

/** R24: claims the payment in the whole deployment, then buys. A refused purchase leaves the payment to others. */
export async function purchasePack(
  store: CreditStore,
  asked: For<Omit<Purchase, 'isClaimedElsewhere'>>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  // Only an account that exists remembers a refusal, and only a refusal that is remembered makes a claim void.
  if ((await store.readAccount(asked.accountId)) === undefined) return refused({ reason: 'account-not-found' });
  const isOurs = await store.payments.claim(asked, nowMs);
  const outcome = await buy(store, { ...asked, ...(isOurs ? {} : { isClaimedElsewhere: true }) }, nowMs);
  const isJustRefused = outcome.kind === 'refused' && !outcome.isReplay && isRemembered(outcome.refusal.reason);
  if (isOurs && isJustRefused) await store.payments.free(asked);
  return outcome;
}
