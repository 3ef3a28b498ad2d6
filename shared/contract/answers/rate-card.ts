/// <reference types="zod-openapi" />
/** A rate card, as published. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Price, RateCard } from '../../domain/catalogue/rate-card.ts';
import type { Version } from '../../domain/catalogue/version.ts';
import { category, count, credits, type Rendered, text } from './answer-parts.ts';
import { version, versionJson, versionMembers } from './version.ts';

const price = z
  .strictObject({ sku: text, category, credits, per: count, unit: z.optional(text) })
  .check(z.meta({ id: 'Price', description: 'So many credits per so many units.' }));

export const rateCard = z.strictObject({ ...versionMembers, prices: z.array(price) }).check(z.meta({ id: 'RateCard' }));
export const rateCardPage = z.strictObject({
  rateCards: z.array(version),
  inEffect: z.nullable(text),
});

export function rateCardListJson(list: {
  readonly rateCards: readonly Version[];
  readonly inEffect: string | undefined;
}): Rendered<typeof rateCardPage> {
  return { rateCards: list.rateCards.map(versionJson), inEffect: list.inEffect ?? null };
}

export function rateCardJson(card: RateCard): Rendered<typeof rateCard> {
  return { ...versionJson(card), prices: [...card.prices.values()].map(priceJson) };
}

function priceJson({ sku, category: of, credits: amount, per, unit }: Price): Rendered<typeof price> {
  return { sku, category: of, credits: toCredits(amount), per, unit };
}
