import type { PromotionState } from '../domain/catalogue/promotion.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createPromotions } from '../storage/promotions.ts';

/** R30: ends a code before its time. Once: when it has ended stays as it is. */
export async function endPromotion(
  store: AccountStore,
  { code }: { readonly code: string },
  nowMs: number,
): Promise<Outcome<PromotionState>> {
  const promotion = await createPromotions(store.table).end(code, nowMs);
  return promotion === undefined ? refused({ reason: 'promotion-not-found' }) : done(promotion);
}
