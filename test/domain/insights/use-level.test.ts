/**
 * Level and drift of use are what all days together say of them. Held against the whole joint distribution of the days,
 * written down as one matrix of covariances and solved at once: the other way to come to what the filter reckons day by day.
 */
import { describe, expect, it } from 'vitest';
import { type DayOfUse, type LevelFit, levelFits } from '../../../shared/domain/insights/use-level.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';

const driftVariance = 0.004 ** 2;

/** Means and covariances of level and drift at the end, and how likely the days are, when the level could be anything. */
function jointly(days: readonly DayOfUse[], wandering: number, freedom: number): Omit<LevelFit, 'weight'> & Likely {
  const squares = days.reduce((sum, { exposure, ratio }) => sum + exposure * (ratio - 1) ** 2, 0);
  const drift = driftVariance / Math.max(squares / freedom, 1e-12);
  const seen = days.flatMap((day, index) => (day.exposure > 0 ? [{ ...day, back: days.length - 1 - index }] : []));
  // A day so far back lies below the level of the end by the drift and the wandering since, give or take its noise.
  const { solve, logDeterminant } = eliminate(
    seen.map((a) =>
      seen.map((b) => {
        return a.back * b.back * drift + wandering * Math.min(a.back, b.back) + (a === b ? 1 / a.exposure : 0);
      }),
    ),
  );
  const ones = seen.map(() => 1);
  const ofDrift = seen.map(({ back }) => -back * drift);
  const precision = dot(ones, solve(ones));
  const level = dot(ones, solve(seen.map(({ ratio }) => ratio))) / precision;
  const errors = seen.map(({ ratio }) => ratio - level);
  const noise = Math.max(dot(errors, solve(errors)) / freedom, 1e-12);
  const shared = dot(ofDrift, solve(ones));
  return {
    level,
    drift: dot(ofDrift, solve(errors)),
    levelVariance: noise / precision,
    covariance: (-noise * shared) / precision,
    driftVariance: noise * (drift - dot(ofDrift, solve(ofDrift)) + shared ** 2 / precision),
    noiseVariance: noise,
    wanderVariance: noise * wandering,
    logLikelihood: -0.5 * (freedom * Math.log(noise) + logDeterminant + Math.log(precision)),
  };
}

interface Likely {
  readonly logLikelihood: number;
}

/** Gaussian elimination of a positive definite matrix. */
function eliminate(matrix: readonly (readonly number[])[]): {
  readonly solve: (right: readonly number[]) => readonly number[];
  readonly logDeterminant: number;
} {
  const inverse = matrix.map((_, row) => matrix.map((_each, column) => Number(row === column)));
  const left = matrix.map((row) => [...row]);
  let logDeterminant = 0;
  for (const [pivot, own] of left.entries()) {
    const by = own[pivot] ?? 1;
    logDeterminant += Math.log(by);
    for (const [row, other] of left.entries()) {
      const factor = row === pivot ? 0 : (other[pivot] ?? 0) / by;
      for (const rows of [left, inverse])
        rows[row]?.forEach((value, column, all) => {
          all[column] = value - factor * (rows[pivot]?.[column] ?? 0);
        });
    }
  }
  const solve = (right: readonly number[]): readonly number[] =>
    inverse.map((row, index) => dot(row, right) / (left[index]?.[index] ?? 1));
  return { solve, logDeterminant };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

const figures = [
  ...(['level', 'drift', 'levelVariance', 'covariance', 'driftVariance', 'noiseVariance', 'wanderVariance'] as const),
];

const random = seedDecider(3);
const grown = Array.from({ length: 18 }, (_, day): DayOfUse => {
  return { exposure: 0.4 + random(), ratio: 0.7 + 0.05 * day + 0.6 * (random() - 0.5) };
});
const histories: readonly (readonly [string, readonly DayOfUse[]])[] = [
  ['of growing use', grown],
  ['with days of which nothing is known', grown.map((day, index) => (index % 5 < 2 ? { exposure: 0, ratio: 1 } : day))],
  ['that begins with days of which nothing is known', [{ exposure: 0, ratio: 1 }, ...grown.slice(0, 9)]],
];

describe.each(histories)('the level of a history %s', (_what, days) => {
  const freedom = 6.5;
  const fits = levelFits(days, freedom);
  const expected = fits.map((fit) => jointly(days, fit.wanderVariance / fit.noiseVariance, freedom));

  it('is what all its days together say, for each wandering', () => {
    for (const [index, fit] of fits.entries()) {
      const all = expected[index] ?? expect.fail('no such wandering');
      for (const name of figures)
        expect(Math.abs(fit[name] - all[name]), name).toBeLessThan(1e-4 * Math.abs(all[name]) + 1e-9);
    }
  });

  it('counts each wandering by how likely it makes the days', () => {
    const [{ weight, logLikelihood }] = [{ ...fits[0], ...expected[0] }] as [LevelFit & Likely];
    for (const [index, fit] of fits.entries()) {
      const ratio = Math.exp((expected[index]?.logLikelihood ?? 0) - logLikelihood);
      expect(fit.weight / weight / ratio).toBeCloseTo(1, 4);
    }
    expect(fits.reduce((sum, fit) => sum + fit.weight, 0)).toBeCloseTo(1, 9);
    expect(new Set(fits.map((fit) => fit.wanderVariance / fit.noiseVariance)).size).toBe(8);
  });
});

describe('the level of use that repeats exactly', () => {
  it('is known, and never without any noise: chance is not ruled out by a few weeks', () => {
    const days = Array.from({ length: 14 }, (): DayOfUse => ({ exposure: 1, ratio: 1 }));

    for (const { level, drift, noiseVariance } of levelFits(days, 7)) {
      expect([level, drift]).toEqual([1, 0]);
      expect(noiseVariance).toBeGreaterThan(0);
    }
  });
});
