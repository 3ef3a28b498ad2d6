/** The mean and variance of use over the days to come, as level, drift and wandering add them up. */
import type { DayOfUse, LevelFit } from './use-level.ts';
import type { PastHour } from './use-profile.ts';

/** The days that end with the history's last hour, oldest first, beside what the profile says of their known hours. */
export function daysOfUse(
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
export function startSum(
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
