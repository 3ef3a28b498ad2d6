/**
 * Foretells what an account will use until an instant, hour by hour, as a range that eight in ten stay within.
 *
 * 1. *The habit* (`habit-break.ts`): the history counts from where use stopped, or went on at another level; a pause that is
 *    over is left out (`pauses.ts`).
 * 2. *What stands out* is taken out and reckoned with by itself: month ends (`month-turns.ts`), large jobs (`spikes.ts`).
 * 3. *The profile* (`use-profile.ts`): how the rest is spread over the hours of the week, by the account's own clock.
 * 4. *The level* (`use-level.ts`): how much a day is of that, how it wanders, and whether it grows.
 * 5. *The range* (`use-range.ts`): of the sum up to an hour, from its mean and its variance. The variance is the noise of the
 *    days, the level's further wandering, and what the history leaves uncertain about profile, level and drift.
 *
 * Only the account's own history is in it, the last eight weeks at most. It says nothing when that is short: at least 14 days,
 * as many days as it is to look ahead up to 28, and 4 hours in which anything was used. The same history gives the same
 * forecast. `npm run forecast` holds its ranges against what came.
 */
import { dayMs, hourMs } from '../time.ts';
import { zoneClock } from '../zone-clock.ts';
import { hoursOfHabit } from './habit-break.ts';
import { hourOfWeekIn, hoursOfWeek } from './local-hours.ts';
import { monthTurns } from './month-turns.ts';
import { withoutPause } from './pauses.ts';
import { daysAhead, spikesAhead, together, withoutSpikes } from './spikes.ts';
import type { UseHistory } from './use-history.ts';
import { levelFits } from './use-level.ts';
import { useProfileOf } from './use-profile.ts';
import { mixedBoundsOf, tenthOfStudent, type UseBounds, useBoundsOf } from './use-range.ts';
import { daysOfUse, startSum } from './use-sum.ts';

/** The use from now up to an instant, in microcredits. */
export interface UseStep extends UseBounds {
  readonly startMs: number;
  readonly endMs: number;
}

export const abstentions = ['history-short', 'use-changed', 'use-rare'] as const;

export type UseForecast =
  | {
      readonly kind: 'forecast';
      readonly steps: readonly UseStep[];
      /** The history is long enough, beside the time ahead, for something to be called sure. */
      readonly isLongKnown: boolean;
    }
  | {
      readonly kind: 'abstains';
      readonly reason: (typeof abstentions)[number];
      readonly historyDays: number;
      readonly historyDaysMin: number;
      readonly usedHours: number;
      readonly usedHoursMin: number;
    };

export const usedHoursMin = 4;
const historyDaysLeast = 14;
const historyDaysEnough = 28;
/** The longest cycle is a year. */
const aheadDaysMax = 366;
/** Usual days that "surely" allows for beyond all that was ever seen: jobs that are together as large as so many usual days. */
const unforeseenDays = 42;
/** So many times as long as the time ahead is a history by which anything may be called sure: a job a month shows in it. */
const sureHistory = 4;
/** Degrees of freedom that the seven days of the week take beyond the level. */
const daysOfWeekFreedom = 6;

export interface ForecastSpan {
  readonly nowMs: number;
  readonly untilMs: number;
  /** IANA zone whose clock the account lives by. */
  readonly timeZone: string;
}

export function forecastUse(history: UseHistory, { nowMs, untilMs, timeZone }: ForecastSpan): UseForecast {
  const { localMs } = zoneClock(timeZone);
  const aheadDays = Math.min(aheadDaysMax, Math.ceil((untilMs - nowMs) / dayMs));
  const historyDaysMin = Math.max(historyDaysLeast, Math.min(historyDaysEnough, aheadDays));
  const ever = countedIn(history.hours, historyDaysMin);
  if (ever.historyDays >= historyDaysMin && ever.usedHours < usedHoursMin) {
    return { kind: 'abstains', reason: 'use-rare', ...ever };
  }
  const known = withoutPause(history.hours);
  const ordinary = monthTurns(known, history.endMs - known.length * hourMs, localMs).hours;
  const habit = known.slice(known.length - hoursOfHabit(ordinary));
  const counted = countedIn(habit, historyDaysMin);
  const { historyDays, usedHours } = counted;
  if (historyDays < historyDaysMin) {
    const hasBroken = ever.historyDays >= historyDaysMin;
    return { kind: 'abstains', reason: hasBroken ? 'use-changed' : 'history-short', ...counted };
  }
  if (usedHours < usedHoursMin) return { kind: 'abstains', reason: 'use-rare', ...counted };
  const hourOfWeek = hourOfWeekIn(timeZone);
  const startMs = history.endMs - habit.length * hourMs;
  const turns = monthTurns(habit, startMs, localMs);
  const { hours: usual, sizes } = withoutSpikes(turns.hours);
  const past = usual.map((used, index) => ({ hourOfWeek: hourOfWeek(startMs + index * hourMs), used }));
  const profile = useProfileOf(past);
  const { days, usualDay } = daysOfUse(past, profile.hours);
  const freedom = Math.max(2, Math.min(usedHours, days.length - 1 - daysOfWeekFreedom * profile.dayWeight));
  const quantile = tenthOfStudent(freedom);
  const sum = startSum(levelFits(days, freedom), (profile.dayWeight * hoursOfWeek) / past.length);
  const steps: UseStep[] = [];
  let [atMs, turnDays] = [nowMs, 0];
  let least: UseBounds = { low: 0, likely: 0, high: 0, most: 0 };
  for (let hours = 0; atMs < untilMs && hours <= aheadDaysMax * 24; hours += 1) {
    const hourStartMs = Math.floor(atMs / hourMs) * hourMs;
    const endMs = Math.min(untilMs, hourStartMs + hourMs);
    const exposure = ((profile.hours[hourOfWeek(hourStartMs)] ?? 0) * (endMs - atMs)) / hourMs / usualDay;
    const { mean, variance } = sum.add(exposure, ((atMs + endMs) / 2 - history.endMs) / dayMs + 0.5);
    const without = { mean: mean * usualDay, deviation: Math.sqrt(variance) * usualDay };
    if (turns.isIn(hourStartMs)) turnDays += (endMs - atMs) / dayMs;
    const spikes = spikesAhead(sizes, (endMs - nowMs) / (habit.length * hourMs));
    const parts = together(spikes, turnDays > 0 ? daysAhead(turns.sizes, turnDays) : []);
    const bounds = parts.length === 0 ? useBoundsOf(without, quantile) : mixedBoundsOf(without, parts, quantile);
    least = noLess(bounds, least);
    steps.push({ startMs: atMs, endMs, ...least, most: least.most + unforeseenDays * usualDay });
    atMs = endMs;
  }
  return { kind: 'forecast', steps, isLongKnown: habit.length * hourMs >= sureHistory * (untilMs - nowMs) };
}

/** Counts days of history and the hours with use in it: none where as much was given back, for then there is no pattern. */
function countedIn(hours: UseHistory['hours'], historyDaysMin: number) {
  const used = hours.filter((each) => each !== undefined);
  const isMoreThanReversed = used.reduce((sum, each) => sum + each, 0) > 0;
  const usedHours = isMoreThanReversed ? used.filter((each) => each > 0).length : 0;
  return { historyDays: Math.floor(hours.length / 24), historyDaysMin, usedHours, usedHoursMin };
}

/** Keeps quantiles in order. What was used up to an hour is never more than up to the next, so neither are the quantiles of it. */
function noLess(bounds: UseBounds, least: UseBounds): UseBounds {
  return {
    low: Math.max(bounds.low, least.low),
    likely: Math.max(bounds.likely, least.likely),
    high: Math.max(bounds.high, least.high),
    most: Math.max(bounds.most, least.most),
  };
}
