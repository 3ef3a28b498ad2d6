/**
 * Days that stand out by one large job. A forecast is made of all the others; how often such a day came, and how much it
 * brought, is reckoned with as what it is: a few large surprises, and not as a little more every hour.
 */

import { median, quantileOf } from './quantile.ts';
import { daysOf, placeOf, usualDays } from './use-days.ts';
import type { UsePart } from './use-range.ts';

export interface Spikes {
  /** Known where nothing stood out. */
  readonly hours: readonly (number | undefined)[];
  /** Use of each beyond a usual day, in microcredits. */
  readonly sizes: readonly number[];
}

/** A spike is so many times a usual day of its place in the week and a good day, and so many usual charges beyond that. */
const daysMin = 4;
const chargesMin = 8;
/** A share of all days; where more stand out, that is the habit. */
const shareMax = 0.25;

export function withoutSpikes(hours: readonly (number | undefined)[]): Spikes {
  const days = daysOf(hours);
  const usual = usualDays(days, 0, days.length);
  const good = quantileOf(
    days.filter((day) => day !== undefined),
    0.75,
  );
  const charge = median(hours.filter((used) => used !== undefined && used > 0).map(Number));
  const found = days.flatMap((day, index) => {
    const ofPlace = usual[placeOf(days, index)] ?? 0;
    const isSpike = day !== undefined && day > daysMin * Math.max(ofPlace, good) + chargesMin * charge;
    return isSpike ? [{ index, size: day - ofPlace }] : [];
  });
  const kept = [...hours];
  if (found.length === 0 || found.length > shareMax * days.length) return { hours, sizes: [] };
  for (const { index } of found) {
    const end = hours.length - 24 * (days.length - 1 - index);
    kept.fill(undefined, end - 24, end);
  }
  return { hours: kept, sizes: found.map(({ size }) => size) };
}

/**
 * Use that spikes may bring over a time that is such a share of the history: none, one, two and so on, by the negative binomial
 * distribution, which knows that the rate itself is known from a few alone. The first of them counts half, since it is what
 * was looked for.
 */
export function spikesAhead(sizes: readonly number[], share: number): readonly UsePart[] {
  if (sizes.length === 0) return [];
  const { size, deviation } = sizeOf(sizes);
  const shape = sizes.length - 0.5;
  const parts: UsePart[] = [];
  let [weight, left] = [(1 + share) ** -shape, 1];
  for (let count = 0; left > leastProbability && count <= countsMax; count += 1) {
    parts.push({ weight, mean: count * size, deviation: Math.sqrt(count) * deviation });
    left -= weight;
    weight *= ((shape + count) * share) / ((count + 1) * (1 + share));
  }
  if (left <= leastProbability) return parts;
  // So many are to come that only their sum counts.
  const mean = shape * share;
  return [{ weight: 1, mean: mean * size, deviation: Math.sqrt(mean * (deviation ** 2 + (1 + share) * size ** 2)) }];
}

/** Use that days known beforehand may bring: so many of them, the last perhaps in part, each likely to be as those before. */
export function daysAhead(sizes: readonly number[], days: number): readonly UsePart[] {
  const { size, deviation } = sizeOf(sizes);
  const isAsBefore = (sizes.length + 0.5) / (sizes.length + 1);
  const whole = Math.floor(days);
  const parts: UsePart[] = [];
  let weight = (1 - isAsBefore) ** whole;
  for (let count = 0; count <= whole; count += 1) {
    parts.push({ weight, mean: count * size, deviation: Math.sqrt(count) * deviation });
    weight *= ((whole - count) * isAsBefore) / ((count + 1) * (1 - isAsBefore));
  }
  const rest = days - whole;
  const last = [
    { weight: 1 - isAsBefore, mean: 0, deviation: 0 },
    { weight: isAsBefore, mean: rest * size, deviation: rest * deviation },
  ];
  return rest > 0 ? together(parts, last) : parts;
}

/** Either of the ones together with either of the others. So many are one that has their mean and spread. */
export function together(some: readonly UsePart[], others: readonly UsePart[]): readonly UsePart[] {
  if (some.length === 0 || others.length === 0) return some.length === 0 ? others : some;
  const parts = some.flatMap((one) =>
    others.map((other) => ({
      weight: one.weight * other.weight,
      mean: one.mean + other.mean,
      deviation: Math.hypot(one.deviation, other.deviation),
    })),
  );
  return parts.length <= partsMax ? parts : [asOne(parts)];
}

function asOne(parts: readonly UsePart[]): UsePart {
  const sumOf = (each: (part: UsePart) => number): number =>
    parts.reduce((sum, part) => sum + part.weight * each(part), 0);
  const mean = sumOf((part) => part.mean);
  const square = sumOf((part) => part.deviation ** 2 + (part.mean - mean) ** 2);
  return { weight: 1, mean, deviation: Math.sqrt(square) };
}

function sizeOf(sizes: readonly number[]): { readonly size: number; readonly deviation: number } {
  const size = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
  const square = sizes.reduce((sum, each) => sum + (each - size) ** 2, 0) / sizes.length;
  return { size, deviation: Math.sqrt(square + (sizeSpread * size) ** 2 / sizes.length) };
}

const leastProbability = 1e-4;
const countsMax = 30;
const partsMax = 60;
/** Deviation of the size of one, as a share of it, while it is the only one. */
const sizeSpread = 0.5;
