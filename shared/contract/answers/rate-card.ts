/// <reference types="zod-openapi" />
/** A rate card, as published. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Price, RateCard } from '../../domain/catalogue/rate-card.ts';
import type { Rate, Tiers } from '../../domain/catalogue/tiers.ts';
import type { Version } from '../../domain/catalogue/version.ts';
import { type AnswerOf, category, count, credits, text } from './answer-parts.ts';
import { versionJson, versionMembers } from './version.ts';

const rate = { credits, per: count };
const step = z.strictObject({ above: count, ...rate });
const tiers = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('graduated'), steps: z.array(step) }),
  z.strictObject({ mode: z.literal('threshold'), of: z.optional(text), steps: z.array(step) }),
]);
const price = z
  .strictObject({
    sku: text,
    category,
    ...rate,
    unit: z.optional(text),
    countsAs: z.optional(text),
    tiers: z.optional(tiers),
  })
  .check(z.meta({ id: 'Price', description: 'So many credits per so many units, and what more of them cost.' }));

const cardVersion = z.strictObject({
  ...versionMembers,
  planId: z.optional(
    text.check(z.meta({ description: 'The plan whose accounts it prices, in place of the general one.' })),
  ),
});

export const rateCard = z
  .extend(cardVersion, { prices: z.array(price), aliases: z.optional(z.record(text, text)) })
  .check(z.meta({ id: 'RateCard' }));
export const rateCardPage = z.strictObject({
  rateCards: z.array(cardVersion),
  inEffect: z.nullable(text),
});

type CardVersion = Version & Pick<RateCard, 'planId'>;

export function rateCardListJson(list: {
  readonly rateCards: readonly CardVersion[];
  readonly inEffect: string | undefined;
}): AnswerOf<typeof rateCardPage> {
  return { rateCards: list.rateCards.map(cardVersionJson), inEffect: list.inEffect ?? null };
}

export function rateCardJson(card: RateCard): AnswerOf<typeof rateCard> {
  const { aliases, prices } = card;
  return {
    ...cardVersionJson(card),
    prices: [...prices.values()].map(priceJson),
    aliases: aliases && Object.fromEntries(aliases),
  };
}

function cardVersionJson(card: CardVersion): AnswerOf<typeof cardVersion> {
  return { ...versionJson(card), planId: card.planId };
}

function priceJson(priced: Price): AnswerOf<typeof price> {
  const { sku, category: of, unit, countsAs } = priced;
  return { sku, category: of, ...rateJson(priced), unit, countsAs, tiers: priced.tiers && tiersJson(priced.tiers) };
}

function tiersJson(of: Tiers): AnswerOf<typeof tiers> {
  const steps = of.steps.map((each) => ({ above: each.above, ...rateJson(each) }));
  return of.mode === 'graduated' ? { mode: of.mode, steps } : { mode: of.mode, of: of.of, steps };
}

function rateJson({ credits: amount, per }: Rate): { readonly credits: number; readonly per: number } {
  return { credits: toCredits(amount), per };
}
