/**
 * The newest break of a habit: where use stopped, or went on at another level altogether. What came before it says nothing
 * about what comes next, so a forecast goes by what came after it, and says nothing while that is short.
 *
 * - *Another level*: of the days since, all but a few lie more than three times above, or below, what nine in ten days before
 *   were, each beside its own day of the week, and further than single charges explain that come when they will. Two days at
 *   least, unless the last was busy, or slow, all through its hours: one job is no habit, and one day of nothing is a holiday.
 *   Where several days could be the first, the one that leaves the least unexplained is.
 * - *A pause* that goes on (`pauses.ts`).
 *
 * Days are the 24 hours up to the history's end, and so on backwards. Of days of which little is known nothing is said.
 */
import { quietHours } from './pauses.ts';
import { median, quantileOf } from './quantile.ts';
import { daysOf, placeOf, type Used, usualDays } from './use-days.ts';

const apart = 3;
/** Deviations that chance explains. */
const chance = 3.5;
const daysBeforeMin = 3;
/** Hours of a day that may be one job's. */
const jobHours = 3;
/** A share of a usual day. */
const holidayMax = 1 / 30;

/** How many hours before the history's end its habit began: all of them where it never broke. */
export function hoursOfHabit(hours: readonly Used[]): number {
  const days = daysOf(hours);
  const squares = daysOf(hours.map(varianceOf));
  let first = 0;
  for (let next = levelBreak(days, squares, 0); next !== undefined; next = levelBreak(days, squares, first))
    first = next;
  if (isLastDayApart(hours, days, first)) first = days.length - 1;
  const sinceLevel = first === 0 ? hours.length : (days.length - first) * 24;
  return Math.min(sinceLevel, quietHours(hours) ?? hours.length);
}

/** The first day of another level than the days from `first` on had before it. */
function levelBreak(days: readonly Used[], squares: readonly Used[], first: number): number | undefined {
  let best: { readonly at: number; readonly unexplained: number } | undefined;
  for (let at = first + daysBeforeMin; at <= days.length - 2; at += 1) {
    const usual = usualDays(days, first, at);
    const before = besideUsual(usual, days, { from: first, to: at });
    const after = besideUsual(usual, days, { from: at, to: days.length });
    if (after.length < 2 || !areApart(before.map(ratioOf), after.map(ratioOf))) continue;
    if (isChance(after, squares.slice(first, at))) continue;
    const unexplained = spread(before.map(ratioOf)) + spread(after.map(ratioOf));
    if (best === undefined || unexplained < best.unexplained) best = { at, unexplained };
  }
  return best?.at;
}

interface BesideUsual {
  readonly used: number;
  readonly usual: number;
}

function besideUsual(
  usual: readonly Used[],
  days: readonly Used[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly BesideUsual[] {
  return days.flatMap((used, index) => {
    const ofPlace = usual[placeOf(days, index)];
    const isCounted = index >= from && index < to && used !== undefined && ofPlace !== undefined;
    return isCounted ? [{ used, usual: ofPlace }] : [];
  });
}

function ratioOf({ used, usual }: BesideUsual): number {
  return used / usual;
}

function areApart(before: readonly number[], after: readonly number[]): boolean {
  const fewMax = Math.floor(after.length / 5);
  const sorted = after.toSorted((a, b) => a - b);
  const isUp = (sorted[fewMax] ?? 0) > apart * Math.max(1, quantileOf(before, 0.9));
  const isDown = (sorted.at(-1 - fewMax) ?? 0) < Math.min(1, quantileOf(before, 0.1)) / apart;
  return isUp || isDown;
}

/** Chance makes the sum of days differ by so much: the variances of their hours add up. */
function isChance(after: readonly BesideUsual[], squaresBefore: readonly Used[]): boolean {
  const known = squaresBefore.filter((each) => each !== undefined);
  const variance = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length);
  const off = after.reduce((sum, { used, usual }) => sum + used - usual, 0);
  const deviation = Math.sqrt(variance * after.length * (1 + after.length / Math.max(1, known.length)));
  return Math.abs(off) <= chance * deviation;
}

/** The variance of an hour: half the square of how far it is from the hour before, so that mornings and evenings don't count. */
function varianceOf(used: Used, index: number, hours: readonly Used[]): Used {
  const before = hours[index - 1] ?? used;
  return used === undefined || before === undefined ? undefined : (used - before) ** 2 / 2;
}

/** Distances of the logarithms from their middle; nothing counts as a twentieth of a usual day. */
function spread(ratios: readonly number[]): number {
  const logs = ratios.map((ratio) => Math.log(ratio + 0.05));
  const middle = median(logs);
  return logs.reduce((sum, each) => sum + Math.abs(each - middle), 0);
}

/** The last day, without its busiest hours, was far above any other; or it was far below, and no holiday. */
function isLastDayApart(hours: readonly Used[], days: readonly Used[], first: number): boolean {
  const last = days.length - 1;
  const usual = usualDays(days, first, last);
  const before = besideUsual(usual, days, { from: first, to: last }).map(ratioOf);
  const [after] = besideUsual(usual, days, { from: last, to: last + 1 });
  if (after === undefined || before.length < daysBeforeMin) return false;
  const squares = daysOf(hours.map(varianceOf)).slice(first, last);
  if (isChance([after], squares)) return false;
  const isHoliday = after.used < holidayMax * after.usual;
  if (!isHoliday && ratioOf(after) < Math.min(1, quantileOf(before, 0.1)) / apart) return true;
  const withoutJob = hours
    .slice(-24)
    .map((used) => used ?? 0)
    .toSorted((a, b) => b - a)
    .slice(jobHours)
    .reduce((sum, used) => sum + used, 0);
  return withoutJob / after.usual > apart * Math.max(1, quantileOf(before, 0.9));
}
