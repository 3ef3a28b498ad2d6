/// <reference types="zod-openapi" />
/** A promotion, as published, and what is left of its budget. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { PromotionState } from '../../domain/catalogue/promotion.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, category, count, credits, instant, text, whole } from './answer-parts.ts';

export const promotion = z
  .strictObject({
    code: text,
    credits,
    category: z.optional(category),
    endsAt: instant,
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
    expiresInSeconds: of.lifeMs === undefined ? undefined : of.lifeMs / 1000,
    uses: of.uses,
    left: of.left,
    publishedAt: instantText(of.publishedAtMs),
  };
}
