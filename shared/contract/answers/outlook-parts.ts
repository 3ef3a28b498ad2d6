/// <reference types="zod-openapi" />
/** The parts of answers about the future: ranges, offers, and the reasons why nothing is foretold. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { PackOffer } from '../../domain/decisions/pack-offer.ts';
import { abstentions, type UseForecast } from '../../domain/insights/use-forecast.ts';
import type { UseRange } from '../../domain/insights/use-range.ts';
import { type AnswerOf, amount, count, credits, text, whole } from './answer-parts.ts';
import { estimate } from './exact.ts';
import { money, moneyJson } from './money.ts';

export const range = z
  .strictObject({
    low: amount('One in ten ends below.'),
    likely: amount('Half of them end below.'),
    high: amount('One in ten ends above.'),
  })
  .check(z.meta({ description: 'Credits, estimated: eight in ten are between low and high.' }));

export function rangeJson({ low, likely, high }: UseRange): AnswerOf<typeof range> {
  return { low: estimate(low), likely: estimate(likely), high: estimate(high) };
}

export const packOffer = z.strictObject({ packId: text, count, credits, price: z.optional(money) });

export function packOfferJson({ pack, count: packs, credits: bought, price }: PackOffer): AnswerOf<typeof packOffer> {
  return {
    packId: pack.packId,
    count: packs,
    credits: toCredits(bought),
    price: price === undefined ? undefined : moneyJson(price),
  };
}

export const abstention = z
  .strictObject({
    status: z.literal('abstains'),
    reason: z.enum(abstentions).check(
      z.meta({
        description:
          '`history-short`: of fewer days than are needed to look so far ahead. `use-changed`: the habit broke so many days ago (`historyDays`): use stopped, or went on at another level. `use-rare`: something was used in too few hours to know a pattern.',
      }),
    ),
    historyDays: whole,
    historyDaysMin: whole,
    usedHours: whole,
    usedHoursMin: whole,
  })
  .check(z.meta({ id: 'Abstention', description: 'Why nothing is foretold, and when it will be.' }));

export function abstentionJson({
  kind: status,
  ...counted
}: Extract<UseForecast, { kind: 'abstains' }>): AnswerOf<typeof abstention> {
  return { status, ...counted };
}
