/// <reference types="zod-openapi" />
/** A promotion, as published, and what is left of its budget. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { PromotionState } from '../../domain/catalogue/promotion.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, category, count, credits, instant, nextCursor, text, whole } from './answer-parts.ts';

export const promotion = z
  .strictObject({
    code: text,
    credits,
    category: z.optional(category),
    endsAt: instant,
    endedAt: z.optional(
      instant.check(z.meta({ description: 'When it was ended before its time. Left out of one that wasn’t.' })),
    ),
    expiresInSeconds: z.optional(count),
    uses: count,
    left: whole.check(z.meta({ description: 'Uses that are neither taken nor about to be.' })),
    publishedAt: instant,
  })
  .check(z.meta({ id: 'Promotion' }));

export function promotionJson(of: PromotionState): AnswerOf<typeof promotion> {
  return {
    code: of.code,
    credits: toCredits(of.credits),
    category: of.category,
    endsAt: instantText(of.endsAtMs),
    endedAt: of.endedAtMs === undefined ? undefined : instantText(of.endedAtMs),
    expiresInSeconds: of.lifeMs === undefined ? undefined : of.lifeMs / 1000,
    uses: of.uses,
    left: of.left,
    publishedAt: instantText(of.publishedAtMs),
  };
}

export const promotionPage = z.strictObject({ promotions: z.array(promotion), nextCursor });

export function promotionPageJson(page: {
  readonly promotions: readonly PromotionState[];
  readonly nextCursor?: string;
}): AnswerOf<typeof promotionPage> {
  return { promotions: page.promotions.map(promotionJson), nextCursor: page.nextCursor };
}
