/// <reference types="zod-openapi" />
/** How fast an account's credits go, when they run out, what was wasted, and what to do about it. */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import { type Microcredits, toCredits } from '../../domain/amount.ts';
import type { Cycle } from '../../domain/cycle.ts';
import type { Advice } from '../../domain/insights/advice.ts';
import {
  type Burn,
  type BurnRates,
  type BurnSpan,
  type BurnSpanName,
  burnSpanNames,
} from '../../domain/insights/burn.ts';
import type { RunOut } from '../../domain/insights/run-out.ts';
import type { UseForecast } from '../../domain/insights/use-forecast.ts';
import type { Waste, Wasted } from '../../domain/insights/waste.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { PlanFit } from '../../domain/plan-fit/plan-fit.ts';
import { advice, adviceJson } from './advice-answer.ts';
import { credits, instant, text, whole } from './answer-parts.ts';
import { abstention, abstentionJson, exactCredits, range, rangeJson } from './outlook-parts.ts';
import { planFitAnswer, planFitJson } from './plan-fit-answer.ts';

const spans = {
  lastDay: 'The last 24 hours that are over, or as many as there are.',
  lastWeek: 'The last 168.',
  cycle: 'The present cycle so far; its rates are over an hour at least.',
  previousCycle: 'The one before, whole; absent where it is more than 18 weeks back.',
  previousCycleToDate: 'The one before, up to the point at which this one is.',
} satisfies Record<BurnSpanName, string>;

function bySpan<Of extends z.ZodMiniType>(of: Of): z.ZodMiniObject<Record<BurnSpanName, z.ZodMiniOptional<Of>>> {
  const named = (name: BurnSpanName): z.ZodMiniOptional<Of> =>
    z.optional(of.check(z.meta({ description: spans[name] })));
  return z.strictObject({
    lastDay: named('lastDay'),
    lastWeek: named('lastWeek'),
    cycle: named('cycle'),
    previousCycle: named('previousCycle'),
    previousCycleToDate: named('previousCycleToDate'),
  });
}

const rates = bySpan(z.strictObject({ credits: z.number(), perHour: z.number(), perDay: z.number() }));
const span = bySpan(z.strictObject({ cycle: z.optional(whole), start: instant, end: instant }));

const reached = z.nullable(instant);

const runOut = z
  .union([
    z.strictObject({
      status: z.literal('forecast'),
      exhaustedSince: z.optional(instant),
      earliest: reached.check(z.meta({ description: 'One in ten run out earlier; null: not before the renewal.' })),
      likely: reached.check(z.meta({ description: 'Half of them run out earlier; null: not before the renewal.' })),
      latest: reached.check(z.meta({ description: 'Nine in ten run out earlier; null: not before the renewal.' })),
      expectedUse: range.check(z.meta({ description: 'Until the renewal, if nothing stops it.' })),
      leftAtRenewal: range.check(z.meta({ description: 'What expires unused at the renewal.' })),
    }),
    abstention,
    z.strictObject({ status: z.literal('closed') }),
  ])
  .check(
    z.meta({
      id: 'RunOut',
      description:
        'When nothing will be available any more, by the account’s own use by hour of the day and day of the week in its zone: eight in ten are between earliest and latest.',
    }),
  );

const wasted = {
  granted: z.number(),
  unused: z.number(),
  share: z.nullable(z.number()).check(z.meta({ description: 'Unused of granted, to 4 decimals.' })),
};

const waste = z
  .strictObject({
    cycles: z.array(
      z.strictObject({
        cycle: whole,
        start: instant,
        end: instant,
        ...wasted,
        bySource: z.array(z.strictObject({ source: z.enum(grantSources), ...wasted })),
      }),
    ),
    total: z.strictObject(wasted),
  })
  .check(
    z.meta({
      id: 'Waste',
      description:
        'Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came back too late.',
    }),
  );

export const insights = z
  .strictObject({
    accountId: text,
    through: z
      .strictObject({ seq: whole, at: instant })
      .check(z.meta({ description: 'The newest entry in it: everything up to it is counted, nothing after it.' })),
    available: credits,
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    timeZone: text,
    burn: z
      .strictObject({
        spans: span,
        total: rates,
        byCategory: z.strictObject({ ai: rates, infrastructure: rates, platform: rates }),
      })
      .check(z.meta({ id: 'Burn', description: 'How fast credits go, in all and by category.' })),
    runOut,
    waste,
    advice: z.array(advice),
    planFit: z.optional(planFitAnswer),
  })
  .check(z.meta({ id: 'Insights' }));

/** What the operation answers. */
interface Insights {
  readonly accountId: string;
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly available: Microcredits;
  readonly cycle: Cycle;
  readonly timeZone: string;
  readonly burn: Burn;
  readonly outlook:
    | { readonly kind: 'closed' }
    | ({ readonly kind: 'forecast'; readonly exhaustedSinceMs?: number } & RunOut)
    | Extract<UseForecast, { readonly kind: 'abstains' }>;
  readonly waste: Waste;
  readonly advice: readonly Advice[];
  readonly planFit?: PlanFit;
}

export function insightsJson(found: Insights): object {
  const { accountId, through, cycle, timeZone } = found;
  return {
    accountId,
    through: { seq: through.seq, at: instantText(through.atMs) },
    available: toCredits(found.available),
    cycle: { index: cycle.index, ...spanJson(cycle) },
    timeZone,
    burn: burnJson(found.burn),
    runOut: runOutJson(found.outlook),
    waste: {
      cycles: found.waste.cycles.map((each) => ({
        cycle: each.cycle.index,
        ...spanJson(each.cycle),
        ...wastedJson(each),
        bySource: each.bySource.map(({ source, ...sum }) => ({ source, ...wastedJson(sum) })),
      })),
      total: wastedJson(found.waste.total),
    },
    advice: found.advice.map(adviceJson),
    planFit: found.planFit && planFitJson(found.planFit),
  };
}

function burnJson({ spans: over, total, byCategory }: Burn): object {
  const { ai, infrastructure, platform } = byCategory;
  return {
    spans: eachSpan((name) => over[name] && { cycle: over[name].cycle, ...spanJson(over[name]) }),
    total: ratesJson(total),
    byCategory: { ai: ratesJson(ai), infrastructure: ratesJson(infrastructure), platform: ratesJson(platform) },
  };
}

function ratesJson(of: BurnRates): object {
  return eachSpan((name) => {
    const burnt = of[name];
    return (
      burnt && {
        credits: exactCredits(burnt.credits),
        perHour: exactCredits(burnt.perHour),
        perDay: exactCredits(burnt.perDay),
      }
    );
  });
}

function eachSpan(describe: (name: BurnSpanName) => object | undefined): object {
  return Object.fromEntries(burnSpanNames.map((name) => [name, describe(name)]));
}

function runOutJson(outlook: Insights['outlook']): object {
  if (outlook.kind === 'closed') return { status: 'closed' };
  if (outlook.kind === 'abstains') return abstentionJson(outlook);
  const { exhaustedSinceMs, earliestMs, likelyMs, latestMs, use, left } = outlook;
  const at = (ms: number | undefined): string | null => (ms === undefined ? null : instantText(ms));
  return {
    status: 'forecast',
    exhaustedSince: exhaustedSinceMs === undefined ? undefined : instantText(exhaustedSinceMs),
    earliest: at(earliestMs),
    likely: at(likelyMs),
    latest: at(latestMs),
    expectedUse: rangeJson(use),
    leftAtRenewal: rangeJson(left),
  };
}

function wastedJson({ granted, unused }: Wasted): object {
  const share = granted > 0n ? Number((unused * 10_000n) / granted) / 10_000 : null;
  return { granted: exactCredits(granted), unused: exactCredits(unused), share };
}

function spanJson({ startMs, endMs }: Pick<BurnSpan, 'startMs' | 'endMs'>): object {
  return { start: instantText(startMs), end: instantText(endMs) };
}
