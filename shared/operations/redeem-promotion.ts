import type { Outcome } from '../domain/decisions/outcome.ts';
import { type Redemption, redemption } from '../domain/decisions/redeem-promotion.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createPromotions } from '../storage/promotions.ts';
import { changeBy, type For } from './charging/change-by.ts';

const redeem = changeBy(redemption);

/** R30: claims a use of the code's budget, then gives the account its credits. A redemption that is refused gives the use back. */
export async function redeemPromotion(
  store: AccountStore,
  asked: For<Pick<Redemption, 'code'>>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const promotions = createPromotions(store.table);
  const claimed = await promotions.claim(asked, nowMs);
  const outcome = await redeem(store, { ...asked, ...claimed }, nowMs);
  if (claimed.use !== undefined) {
    const isSpent = outcome.kind === 'done' && outcome.value.promotion?.use === claimed.use;
    await promotions.settle(asked.code, claimed.use, isSpent);
  }
  return outcome;
}
