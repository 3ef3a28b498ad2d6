import type { PromotionState } from '../domain/catalogue/promotion.ts';
import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createPromotions } from '../storage/promotions.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface PromotionPage {
  readonly promotions: readonly PromotionState[];
  readonly nextCursor?: string;
}

export async function listPromotions(
  store: AccountStore,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Outcome<PromotionPage>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && after === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  const { promotions, next } = await createPromotions(store.table).list({ limit, ...present({ after }) });
  const nextCursor = next === undefined ? undefined : encodeCursor(next, scope);
  return done({ promotions, ...present({ nextCursor }) });
}

const scope = { list: 'promotions' };
