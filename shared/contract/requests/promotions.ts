/// <reference types="zod-openapi" />
/** The bodies of promotions: what a code promises, and the code that is redeemed. */
import * as z from 'zod/mini';
import { type Promotion, promotionUsesMax } from '../../domain/catalogue/promotion.ts';
import { categories } from '../../domain/catalogue/rate-card.ts';
import { adjustmentLifeMaxMs } from '../../domain/decisions/adjustment-life.ts';
import { present } from '../../domain/present.ts';
import { credits, instant, promotionCode, wholeNumber } from '../fields.ts';
import { oneOf } from '../schema-parts.ts';

export const promotionBody = z.strictObject({
  credits,
  category: z.exactOptional(
    oneOf(categories).check(
      z.meta({ description: 'The one category that its credits pay for, before all else. Every one when left out.' }),
    ),
  ),
  endsAt: instant('When the code ends: ahead. From this instant on it is refused.'),
  expiresInSeconds: z.exactOptional(
    wholeNumber(
      1,
      adjustmentLifeMaxMs / 1000,
      'How long its credits live once they are given, past the cycle if need be. Until the account’s cycle ends when left out.',
    ),
  ),
  uses: wholeNumber(1, promotionUsesMax, 'How often it may be redeemed, by all accounts together.'),
});

export const redemptionBody = z.strictObject({ code: promotionCode });

export function promotionOf(
  code: string,
  { credits: given, category, endsAt, expiresInSeconds, uses }: z.output<typeof promotionBody>,
): Omit<Promotion, 'publishedAtMs'> {
  const lifeMs = expiresInSeconds === undefined ? undefined : expiresInSeconds * 1000;
  return { code, credits: given, endsAtMs: endsAt, uses, ...present({ category, lifeMs }) };
}
