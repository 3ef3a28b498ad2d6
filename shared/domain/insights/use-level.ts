/**
 * How much an account uses beside its profile, and where that is going: a level that wanders a little every day, and a
 * steady drift. The local level model with drift, run through the days by the Kalman filter (Harvey, "Forecasting,
 * structural time series models and the Kalman filter", 1989, chapters 2 and 4), in the scalar form of two states.
 *
 * - A day's use is its profile times the level, with a noise whose variance grows with the profile: what consists of many
 *   calls of their own behaves so.
 * - How much the level wanders can't be told for sure from a few weeks. So every wandering of a short list is fitted, and
 *   each counts by how well it would have foretold each day from the days before (its likelihood).
 * - The drift is held to be small unless the days say otherwise: 0.4 % a day, one standard deviation.
 */

/** One day of the past: what the profile says for its known hours, a usual day being 1, and use as a multiple of that. */
export interface DayOfUse {
  readonly exposure: number;
  readonly ratio: number;
}

/** Level and drift a day as they stand half a day before the history's end, with their covariances, for one wandering. */
export interface LevelFit {
  /** How likely this wandering is, among those of the list. */
  readonly weight: number;
  readonly level: number;
  readonly drift: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly driftVariance: number;
  /** The variance of a usual day's use, as a share of it. */
  readonly noiseVariance: number;
  /** The variance of the level, a day. */
  readonly wanderVariance: number;
}

/** A day's wandering, as a share of a usual day's noise. */
const wanderings = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const driftDeviation = 0.004;
/** So wide that the first day alone says where the level is, and is as likely under every wandering. */
const anyLevelVariance = 1e6;
/** The variance of use that repeats exactly. */
const noiseVarianceMin = 1e-12;

/** `freedom` is the number of days less what was taken from them to know the profile and the level. */
export function levelFits(days: readonly DayOfUse[], freedom: number): readonly LevelFit[] {
  const squares = days.reduce((sum, { exposure, ratio }) => sum + exposure * (ratio - 1) ** 2, 0);
  const roughVariance = Math.max(squares / freedom, noiseVarianceMin);
  const fits = wanderings.map((wandering) => filterLevel(days, { wandering, roughVariance, freedom }));
  const best = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  const likelihoods = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - best));
  const sum = likelihoods.reduce((all, each) => all + each, 0);
  return fits.map(({ fit }, index) => ({ ...fit, weight: (likelihoods[index] ?? 0) / sum }));
}

interface Assumptions {
  readonly wandering: number;
  readonly roughVariance: number;
  readonly freedom: number;
}

interface LevelEstimate {
  readonly fit: Omit<LevelFit, 'weight'>;
  readonly logLikelihood: number;
}

/** Variances are in units of the noise's until the end, when the errors of foretelling say how large that is. */
function filterLevel(days: readonly DayOfUse[], { wandering, roughVariance, freedom }: Assumptions): LevelEstimate {
  let [level, drift] = [1, 0];
  let [levelVariance, covariance, driftVariance] = [anyLevelVariance, 0, driftDeviation ** 2 / roughVariance];
  let squares = 0;
  let logs = 0;
  for (const { exposure, ratio } of days) {
    level += drift;
    levelVariance += 2 * covariance + driftVariance + wandering;
    covariance += driftVariance;
    if (exposure <= 0) continue;
    const errorVariance = levelVariance + 1 / exposure;
    const error = ratio - level;
    squares += error ** 2 / errorVariance;
    logs += Math.log(errorVariance);
    const [levelGain, driftGain] = [levelVariance / errorVariance, covariance / errorVariance];
    level += levelGain * error;
    drift += driftGain * error;
    driftVariance -= driftGain * covariance;
    covariance -= driftGain * levelVariance;
    levelVariance -= levelGain * levelVariance;
  }
  const noiseVariance = Math.max(squares / freedom, noiseVarianceMin);
  return {
    logLikelihood: -0.5 * (freedom * Math.log(noiseVariance) + logs),
    fit: {
      level,
      drift,
      levelVariance: levelVariance * noiseVariance,
      covariance: covariance * noiseVariance,
      driftVariance: driftVariance * noiseVariance,
      noiseVariance,
      wanderVariance: wandering * noiseVariance,
    },
  };
}
