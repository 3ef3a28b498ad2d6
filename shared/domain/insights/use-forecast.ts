/**
 * An account's expected use until an instant, hour by hour, as a range that eight in ten stay within.
 *
 * 1. *The profile* (`use-profile.ts`): how its use is spread over the hours of the week, by its own clock.
 * 2. *The level* (`use-level.ts`): how much a day is of that, how it wanders, and whether it grows.
 * 3. *The range* (`use-range.ts`): of the sum up to an hour, from its mean and its variance. The variance is the noise of the
 *    days, the level's further wandering, and what the history leaves uncertain about profile, level and drift.
 *
 * Only the account's own history is in it, the last eight weeks at most. It says nothing when that is short: at least 14 days,
 * as many days as it is to look ahead up to 28, and 10 hours in which anything was used. The same history gives the same
 * forecast. `npm run forecast` holds its ranges against what came.
 */
import { dayMs, hourMs } from '../time.ts';
import { hourOfWeekIn, hoursOfWeek } from './local-hours.ts';
import type { UseHistory } from './use-history.ts';
import { type DayOfUse, type LevelFit, levelFits } from './use-level.ts';
import { type PastHour, useProfileOf } from './use-profile.ts';
import { tenthOfStudent, type UseRange, useRangeOf } from './use-range.ts';

/** The use from now up to an instant, in microcredits. */
export interface UseStep extends UseRange {
  readonly startMs: number;
  readonly endMs: number;
}

export const abstentions = ['history-short', 'use-rare'] as const;

export type UseForecast =
  | { readonly kind: 'forecast'; readonly steps: readonly UseStep[] }
  | {
      readonly kind: 'abstains';
      readonly reason: (typeof abstentions)[number];
      readonly historyDays: number;
      readonly historyDaysMin: number;
      readonly usedHours: number;
      readonly usedHoursMin: number;
    };

export const usedHoursMin = 10;
const historyDaysLeast = 14;
const historyDaysEnough = 28;
/** The longest cycle is a year. */
const aheadDaysMax = 366;
/** Degrees of freedom that the seven days of the week take beyond the level. */
const daysOfWeekFreedom = 6;

export interface ForecastSpan {
  readonly nowMs: number;
  readonly untilMs: number;
  /** IANA zone whose clock the account lives by. */
  readonly timeZone: string;
}

export function forecastUse(history: UseHistory, { nowMs, untilMs, timeZone }: ForecastSpan): UseForecast {
  const historyDays = Math.floor(history.hours.length / 24);
  const aheadDays = Math.min(aheadDaysMax, Math.ceil((untilMs - nowMs) / dayMs));
  const historyDaysMin = Math.max(historyDaysLeast, Math.min(historyDaysEnough, aheadDays));
  const used = history.hours.filter((each) => each !== undefined);
  // Where as much was given back as was used, there is no pattern to go on.
  const isMoreThanReversed = used.reduce((sum, each) => sum + each, 0) > 0;
  const usedHours = isMoreThanReversed ? used.filter((each) => each > 0).length : 0;
  const counted = { historyDays, historyDaysMin, usedHours, usedHoursMin };
  if (historyDays < historyDaysMin) return { kind: 'abstains', reason: 'history-short', ...counted };
  if (usedHours < usedHoursMin) return { kind: 'abstains', reason: 'use-rare', ...counted };
  const hourOfWeek = hourOfWeekIn(timeZone);
  const startMs = history.endMs - history.hours.length * hourMs;
  const past = history.hours.map((used, index) => ({ hourOfWeek: hourOfWeek(startMs + index * hourMs), used }));
  const profile = useProfileOf(past);
  const { days, usualDay } = daysOf(past, profile.hours);
  const freedom = Math.max(2, days.length - 1 - daysOfWeekFreedom * profile.dayWeight);
  const quantile = tenthOfStudent(freedom);
  const sum = startSum(levelFits(days, freedom), (profile.dayWeight * hoursOfWeek) / past.length);
  const steps: UseStep[] = [];
  let atMs = nowMs;
  let least: UseRange = { low: 0, likely: 0, high: 0 };
  for (let hours = 0; atMs < untilMs && hours <= aheadDaysMax * 24; hours += 1) {
    const hourStartMs = Math.floor(atMs / hourMs) * hourMs;
    const endMs = Math.min(untilMs, hourStartMs + hourMs);
    const exposure = ((profile.hours[hourOfWeek(hourStartMs)] ?? 0) * (endMs - atMs)) / hourMs / usualDay;
    const { mean, variance } = sum.add(exposure, ((atMs + endMs) / 2 - history.endMs) / dayMs + 0.5);
    const range = useRangeOf(mean * usualDay, Math.sqrt(variance) * usualDay, quantile);
    least = noLess(range, least);
    steps.push({ startMs: atMs, endMs, ...least });
    atMs = endMs;
  }
  return { kind: 'forecast', steps };
}

/** The days that end with the history's last hour, oldest first, beside what the profile says of their known hours. */
function daysOf(
  past: readonly PastHour[],
  profile: readonly number[],
): { readonly days: readonly DayOfUse[]; readonly usualDay: number } {
  const sums: { used: number; expected: number }[] = [];
  for (let end = past.length; end >= 24; end -= 24) {
    const day = { used: 0, expected: 0 };
    for (const { hourOfWeek, used } of past.slice(end - 24, end)) {
      if (used === undefined) continue;
      day.used += used;
      day.expected += profile[hourOfWeek] ?? 0;
    }
    sums.unshift(day);
  }
  const usualDay = sums.reduce((all, { expected }) => all + expected, 0) / sums.length;
  const days = sums.map(({ used, expected }) => ({
    exposure: expected / usualDay,
    ratio: expected > 0 ? used / expected : 1,
  }));
  return { days, usualDay };
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Adds up mean and variance of what is used, in usual days. Every wandering is added up by itself, then they are mixed. */
function startSum(
  fits: readonly LevelFit[],
  seasonVariance: number,
): { readonly add: (exposure: number, days: number) => Moments } {
  /** Variance of what wandering adds to the sum, and its covariance with the level. */
  const wandered = fits.map(() => ({ variance: 0, covariance: 0 }));
  let whole = 0;
  let drifted = 0;
  const add = (exposure: number, days: number): Moments => {
    whole += exposure;
    drifted += exposure * days;
    let mean = 0;
    let square = 0;
    fits.forEach((fit, index) => {
      const walk = wandered[index] ?? { variance: 0, covariance: 0 };
      walk.variance += exposure * (2 * walk.covariance + exposure * fit.wanderVariance * days);
      walk.covariance += exposure * fit.wanderVariance * days;
      const known = whole ** 2 * fit.levelVariance + 2 * whole * drifted * fit.covariance;
      const noise = whole * fit.noiseVariance * (1 + seasonVariance);
      const variance = known + drifted ** 2 * fit.driftVariance + noise + walk.variance;
      const middle = whole * fit.level + drifted * fit.drift;
      mean += fit.weight * middle;
      square += fit.weight * (variance + middle ** 2);
    });
    return { mean, variance: Math.max(0, square - mean ** 2) };
  };
  return { add };
}

/** Keeps quantiles in order. What was used up to an hour is never more than up to the next, so neither are the quantiles of it. */
function noLess(range: UseRange, least: UseRange): UseRange {
  return {
    low: Math.max(range.low, least.low),
    likely: Math.max(range.likely, least.likely),
    high: Math.max(range.high, least.high),
  };
}
