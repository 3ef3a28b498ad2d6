/**
 * The middle 80 % of what a sum of use may come to. Use is never negative and its surprises are upwards, so it is taken to
 * be gamma distributed, by the cube-root approximation of Wilson and Hilferty (PNAS 17, 1931); that its spread is itself
 * estimated from some days is allowed for by Student's t in place of the normal's 1.28 (expansion 26.7.5 of Abramowitz and
 * Stegun, 1964).
 */
export interface UseRange {
  /** One in ten ends below, */
  readonly low: number;
  /** half of them on either side, */
  readonly likely: number;
  /** one in ten above. */
  readonly high: number;
}

/** The ninth decile of the normal distribution: one in ten is above it. */
const tenth = 1.281_551_565_544_6;

export function useRangeOf(mean: number, deviation: number, quantile: number): UseRange {
  if (mean <= 0) return { low: 0, likely: 0, high: 0 };
  const variation = deviation / mean;
  const at = (z: number): number => mean * Math.max(0, 1 - variation ** 2 / 9 + (z * variation) / 3) ** 3;
  return { low: at(-quantile), likely: at(0), high: at(quantile) };
}

/** Student's t of which one in ten is above, with so many degrees of freedom. */
export function tenthOfStudent(freedom: number): number {
  const [z, cube, fifth] = [tenth, tenth ** 3, tenth ** 5];
  return z + (cube + z) / (4 * freedom) + (5 * fifth + 16 * cube + 3 * z) / (96 * freedom ** 2);
}
