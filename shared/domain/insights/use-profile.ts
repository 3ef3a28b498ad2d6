/**
 * When an account uses credits: what it uses on average in each hour of the week, by its own clock.
 *
 * Three weeks have three Mondays at nine, too few to trust their mean. So each mean is drawn towards a coarser one, by as
 * much as chance explains its distance from it: days of the week and hours of the day towards the overall mean, hours of
 * the week towards day times hour. The weight that a family of means keeps is 1 - (variance within) / (variance between),
 * nothing if that is negative: the positive-part estimator of James and Stein (Efron and Morris, "Stein's estimation
 * rule and its competitors", JASA 68, 1973). A pattern that repeats exactly is kept whole, pure chance becomes a flat line.
 */
import { hoursOfWeek } from './local-hours.ts';

/** One hour of the past. `used` is undefined where it isn't known what would have been used. */
export interface PastHour {
  readonly hourOfWeek: number;
  readonly used: number | undefined;
}

export interface UseProfile {
  /** By hour of the week. */
  readonly hours: readonly number[];
  /** How much of the means of days and of hours of the week is kept: what they cost in degrees of freedom. */
  readonly dayWeight: number;
  readonly hourWeight: number;
}

/** A day counts towards its day of the week when so many of its hours are known. */
const hoursOfDayMin = 20;

export function useProfileOf(past: readonly PastHour[]): UseProfile {
  const known = past.flatMap(({ hourOfWeek, used }) => (used === undefined ? [] : [{ hourOfWeek, used }]));
  const overall = meanOf(known.map(({ used }) => used));
  const days = shrunk(
    groupByKey(wholeDays(past), 7, ({ day }) => day),
    Array.from({ length: 7 }, () => overall),
    6,
  );
  const hours = shrunk(
    groupByKey(known, 24, ({ hourOfWeek }) => hourOfWeek % 24),
    Array.from({ length: 24 }, () => overall),
    23,
  );
  const product = Array.from({ length: hoursOfWeek }, (_, hour) =>
    overall === 0 ? 0 : ((days.means[Math.floor(hour / 24)] ?? 0) * (hours.means[hour % 24] ?? 0)) / overall,
  );
  const week = shrunk(
    groupByKey(known, hoursOfWeek, ({ hourOfWeek }) => hourOfWeek),
    product,
    hoursOfWeek - 30,
  );
  return { hours: week.means, dayWeight: days.weight, hourWeight: week.weight };
}

/** Means of groups, drawn towards `targets`. Groups without a value are at their target. */
function shrunk(
  groups: readonly (readonly number[])[],
  targets: readonly number[],
  freedom: number,
): { readonly means: readonly number[]; readonly weight: number } {
  let within = 0;
  let between = 0;
  let count = 0;
  let filled = 0;
  const means = groups.map(meanOf);
  groups.forEach((values, index) => {
    const mean = means[index] ?? 0;
    count += values.length;
    filled += values.length > 0 ? 1 : 0;
    between += values.length * (mean - (targets[index] ?? 0)) ** 2;
    for (const value of values) within += (value - mean) ** 2;
  });
  const isEnough = count > filled && between > 0;
  const weight = isEnough ? Math.max(0, 1 - within / (count - filled) / (between / freedom)) : 0;
  return {
    weight,
    means: targets.map((target, index) =>
      groups[index]?.length ? target + weight * ((means[index] ?? 0) - target) : target,
    ),
  };
}

function wholeDays(past: readonly PastHour[]): readonly { readonly day: number; readonly used: number }[] {
  const days: { readonly day: number; readonly used: number[] }[] = [];
  for (const { hourOfWeek, used } of past) {
    const day = Math.floor(hourOfWeek / 24);
    if (days.at(-1)?.day !== day) days.push({ day, used: [] });
    if (used !== undefined) days.at(-1)?.used.push(used);
  }
  return days.filter(({ used }) => used.length >= hoursOfDayMin).map(({ day, used }) => ({ day, used: meanOf(used) }));
}

function groupByKey<Value extends { readonly used: number }>(
  values: readonly Value[],
  count: number,
  groupOf: (value: Value) => number,
): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (const value of values) groups[groupOf(value)]?.push(value.used);
  return groups;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
