/// <reference types="zod-openapi" />
/** What answers about the future are made of: ranges, offers, and the reasons why nothing is foretold. */
import * as z from 'zod/mini';
import { microcreditsPerCredit, toCredits } from '../../domain/amount.ts';
import { formatMillionths } from '../../domain/decimal.ts';
import type { PackOffer } from '../../domain/decisions/quote.ts';
import { abstentions, type UseForecast } from '../../domain/insights/use-forecast.ts';
import type { UseRange } from '../../domain/insights/use-range.ts';
import { amount, count, credits, money, text, whole } from './answer-parts.ts';
import { moneyJson } from './catalogue-wire.ts';

type Json = Record<string, unknown>;

export const range = z
  .strictObject({
    low: amount('One in ten ends below.'),
    likely: amount('Half of them end below.'),
    high: amount('One in ten ends above.'),
  })
  .check(z.meta({ description: 'Credits, estimated: eight in ten are between low and high.' }));

export function rangeJson({ low, likely, high }: UseRange): Json {
  return { low: estimated(low), likely: estimated(likely), high: estimated(high) };
}

/** An estimate in microcredits, to the nearest. */
export function estimated(microcredits: number): number {
  return Math.round(microcredits) / microcreditsPerCredit;
}

/** A turnover in microcredits may have more digits than a double keeps: its exact text, as a JSON number. */
export function exactCredits(microcredits: bigint): unknown {
  return JSON.rawJSON(formatMillionths(microcredits));
}

export const packOffer = z.strictObject({ packId: text, count, credits, price: z.optional(z.strictObject(money)) });

export function packOfferJson({ pack, count: packs, credits: bought, price }: PackOffer): Json {
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
          '`history-short`: of fewer days than are needed to look so far ahead. `use-rare`: something was used in too few hours to know a pattern.',
      }),
    ),
    historyDays: whole,
    historyDaysMin: whole,
    usedHours: whole,
    usedHoursMin: whole,
  })
  .check(z.meta({ id: 'Abstention', description: 'Why nothing is foretold, and when it will be.' }));

export function abstentionJson({ kind: status, ...counted }: Extract<UseForecast, { kind: 'abstains' }>): Json {
  return { status, ...counted };
}
