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
const tenthOfNormal = 1.281_551_565_544_6;

/** A range, and what only one in a thousand ends above. */
export interface UseBounds extends UseRange {
  readonly most: number;
}

/** Bounds of a sum without spikes: `tenth` is how many deviations one in ten lies beyond. */
export function useBoundsOf({ mean, deviation }: UseSum, tenth: number): UseBounds {
  if (mean <= 0) return { low: 0, likely: 0, high: 0, most: 0 };
  const variation = deviation / mean;
  const at = (z: number): number => mean * Math.max(0, 1 - variation ** 2 / 9 + (z * variation) / 3) ** 3;
  return { low: at(-tenth), likely: at(0), high: at(tenth), most: at(tenth * thousandths) };
}

export interface UseSum {
  readonly mean: number;
  readonly deviation: number;
}

/** So many times as far out as one in ten is one in a thousand, of the normal distribution. */
const thousandths = 2.411;

/** Something that a sum may be made of besides, with its probability. */
export interface UsePart extends UseSum {
  readonly weight: number;
}

/** Bounds of a sum to which one of several parts is added. The quantiles are those of the mixture, found by halving. */
export function mixedBoundsOf({ mean, deviation }: UseSum, parts: readonly UsePart[], tenth: number): UseBounds {
  const spread = tenth / tenthOfNormal;
  const sums = parts.map((part) => ({
    weight: part.weight,
    mean: mean + part.mean,
    deviation: Math.hypot(deviation, part.deviation) * spread,
  }));
  const below = (use: number): number => sums.reduce((all, sum) => all + sum.weight * shareBelow(use, sum), 0);
  const highest = Math.max(...sums.map((sum) => sum.mean + 10 * sum.deviation));
  const at = (share: number): number => {
    let [low, high] = [0, highest];
    for (let halved = 0; halved < halvings; halved += 1) {
      const middle = (low + high) / 2;
      if (below(middle) < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { low: at(0.1), likely: at(0.5), high: at(0.9), most: at(0.999) };
}

const halvings = 30;

/** By the same approximation: which share of such sums is below. */
function shareBelow(sum: number, { mean, deviation }: UseSum): number {
  if (mean <= 0 || deviation <= 0) return sum >= mean ? 1 : 0;
  const variation = deviation / mean;
  return normalBelow((3 * (Math.cbrt(Math.max(0, sum) / mean) - 1 + variation ** 2 / 9)) / variation);
}

/** Formula 26.2.17 of Abramowitz and Stegun: to seven digits. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const tail =
    Math.exp(-(z ** 2) / 2) *
    0.398_942_28 *
    t *
    (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return z >= 0 ? 1 - tail : tail;
}

/** Student's t of which one in ten is above, with so many degrees of freedom. */
export function tenthOfStudent(freedom: number): number {
  const [z, cube, fifth] = [tenthOfNormal, tenthOfNormal ** 3, tenthOfNormal ** 5];
  return z + (cube + z) / (4 * freedom) + (5 * fifth + 16 * cube + 3 * z) / (96 * freedom ** 2);
}
