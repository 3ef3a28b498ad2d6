import type { PromotionState } from '../domain/catalogue/promotion.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createPromotions } from '../storage/promotions.ts';

export async function readPromotion(
  store: AccountStore,
  { code }: { readonly code: string },
): Promise<Outcome<PromotionState>> {
  const promotion = await createPromotions(store.table).read(code);
  return promotion === undefined ? refused({ reason: 'promotion-not-found' }) : done(promotion);
}
