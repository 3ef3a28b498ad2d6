import type { Promotion, PromotionState } from '../domain/catalogue/promotion.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createPromotions } from '../storage/promotions.ts';

/** Publishes a code, once: the same content again changes nothing, and any other is refused. */
export async function publishPromotion(
  store: AccountStore,
  content: Omit<Promotion, 'publishedAtMs'>,
  nowMs: number,
): Promise<Outcome<PromotionState>> {
  const promotions = createPromotions(store.table);
  const known = await promotions.read(content.code);
  if (known === undefined && content.endsAtMs <= nowMs) return invalid('endsAt', 'must be ahead');
  // One that is there is listed again: it may be from before there was a list.
  const stored = await promotions.publish(known ?? { ...content, publishedAtMs: nowMs });
  return isSame(stored, content) ? done(stored) : refused({ reason: 'promotion-exists' });
}

function isSame(stored: Promotion, asked: Omit<Promotion, 'publishedAtMs'>): boolean {
  const names = [
    'credits',
    'category',
    'endsAtMs',
    'lifeMs',
    'uses',
  ] as const satisfies readonly (keyof typeof asked)[];
  return names.every((name) => stored[name] === asked[name]);
}
