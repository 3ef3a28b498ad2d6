/// <reference types="zod-openapi" />
/** How fast credits go, in all and by category. */
import * as z from 'zod/mini';
import { byCategory } from '../../domain/catalogue/rate-card.ts';
import { type Burn, type BurnRates, type BurnSpanName, burnSpanNames } from '../../domain/insights/burn.ts';
import { recordOf } from '../../domain/record-of.ts';
import { type AnswerOf, instant, whole } from './answer-parts.ts';
import { exact } from './exact.ts';
import { spanJson } from './span.ts';

const spans = {
  lastDay: 'The last 24 hours that are over, or as many as there are.',
  lastWeek: 'The last 168.',
  cycle: 'The present cycle so far; its rates are over an hour at least.',
  previousCycle: 'The one before, whole; absent where it is more than 18 weeks back.',
  previousCycleToDate: 'The one before, up to the point at which this one is.',
} satisfies Record<BurnSpanName, string>;

export const rate = z.strictObject({ credits: z.number(), perHour: z.number(), perDay: z.number() });
export const rates = z.strictObject(bySpan(rate));
export const span = z.strictObject({ cycle: z.optional(whole), start: instant, end: instant });
const spansOf = z.strictObject(bySpan(span));

export const burn = z
  .strictObject({ spans: spansOf, total: rates, byCategory: z.strictObject(byCategory(() => rates)) })
  .check(z.meta({ id: 'Burn', description: 'How fast credits go, in all and by category.' }));

export function burnJson({ spans: over, total, byCategory: parts }: Burn): AnswerOf<typeof burn> {
  return {
    spans: recordOf(burnSpanNames, (name) => over[name] && { cycle: over[name].cycle, ...spanJson(over[name]) }),
    total: ratesJson(total),
    byCategory: byCategory((category) => ratesJson(parts[category])),
  };
}

function ratesJson(of: BurnRates): AnswerOf<typeof rates> {
  return recordOf(burnSpanNames, (name) => {
    const burnt = of[name];
    return burnt && { credits: exact(burnt.credits), perHour: exact(burnt.perHour), perDay: exact(burnt.perDay) };
  });
}

function bySpan<Of extends z.ZodMiniType>(of: Of): { readonly [Name in BurnSpanName]: z.ZodMiniOptional<Of> } {
  return recordOf(burnSpanNames, (name) => z.optional(of.check(z.meta({ description: spans[name] }))));
}
