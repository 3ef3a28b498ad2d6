/** Holds ranges against what came: on many histories, of several lengths, looking ahead by hours and by weeks. */

import { newGrant } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { runOutOf } from '../../../shared/domain/insights/run-out.ts';
import { forecastUse, type UseStep } from '../../../shared/domain/insights/use-forecast.ts';
import { noShares } from '../../../shared/domain/insights/use-shares.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { seededRandom } from '../bench/random.ts';
import { fromMs, type Pattern } from './patterns.ts';

export interface Coverage {
  readonly name: string;
  readonly trials: number;
  /** The forecasts that were withheld; they are in no share. */
  readonly abstained: number;
  /** Share of trials in which what was used until the renewal was within the range, below it, above it. */
  readonly within: number;
  readonly below: number;
  readonly above: number;
  /** Share in which the balance was empty between the earliest and the latest instant. */
  readonly runOutWithin: number;
  /** Share in which the history was long enough for "surely". */
  readonly sure: number;
  /** Share of these in which more was used than "surely" allows for: where it said so and then failed. */
  readonly beyond: number;
  /** Median of the range's width over what is likely. */
  readonly width: number;
  readonly isBroken: boolean;
}

/** The bounds of an 80 % range: what it may cover at the least, and at the most. */
const coveredMin = 0.7;
const coveredMax = 0.9;
const historyDays = [14, 28, 56];
export const aheadHours = [12, 48, 168, 336, 672];

export function patternCoverage({ name, timeZone, series, isBroken }: Pattern, trialsEach: number): Coverage {
  const trials: (Trial | undefined)[] = [];
  for (const { history, ahead } of questions()) {
    for (let trial = 0; trial < trialsEach; trial += 1) {
      // Origins fall on every hour of the week, and no two histories are alike.
      const origin = history + ((trial * 37) % 168);
      const seed = 1 + trials.length;
      trials.push(held(series(seed, origin + ahead, origin), { timeZone, origin, history, ahead, seed }));
    }
  }
  return sumOf(name, trials, isBroken);
}

interface Trace {
  readonly series: readonly number[];
  /** It can't be made anew: forecasts start every so many hours, and overlap. */
  readonly strideHours: number;
  /** Only those that look so far ahead. */
  readonly only?: number;
}

export function traceCoverage(name: string, { series, strideHours, only }: Trace): Coverage {
  const trials: (Trial | undefined)[] = [];
  for (const { history, ahead } of questions().filter((each) => only === undefined || each.ahead === only))
    for (let origin = history; origin + ahead <= series.length; origin += strideHours)
      trials.push(held(series, { timeZone: 'UTC', origin, history, ahead, seed: 1 + trials.length }));
  return sumOf(name, trials);
}

/** A share of forecasts whose habit didn't break. */
const abstainedMax = 0.05;

/** The bounds that it is outside of. Where a habit breaks it may say nothing, and what it says must hold. */
export function faultsOf({ trials, abstained, within, runOutWithin, beyond, isBroken }: Coverage): readonly string[] {
  const isSilent = trials === abstained;
  return [
    ...(!isBroken && abstained > abstainedMax * trials ? ['abstains too often'] : []),
    ...(isSilent || [within, runOutWithin].every((share) => share >= coveredMin && share <= coveredMax)
      ? []
      : ['covers too little or too much']),
    ...(beyond > 0 ? ['says "surely", and fails'] : []),
  ];
}

/** No further ahead than the history is long. */
function questions(): readonly { readonly history: number; readonly ahead: number }[] {
  return historyDays.flatMap((days) =>
    aheadHours.filter((ahead) => ahead <= days * 24).map((ahead) => ({ history: days * 24, ahead })),
  );
}

interface Question {
  readonly timeZone: string;
  readonly origin: number;
  readonly history: number;
  readonly ahead: number;
  readonly seed: number;
}

interface Trial {
  readonly came: 'within' | 'below' | 'above';
  readonly isRunOutWithin: boolean;
  readonly isSure: boolean;
  readonly isBeyond: boolean;
  readonly width: number;
}

function held(series: readonly number[], { timeZone, origin, history, ahead, seed }: Question): Trial | undefined {
  const nowMs = fromMs + origin * hourMs;
  const untilMs = nowMs + ahead * hourMs;
  const hours = series.slice(origin - history, origin);
  const foretold = forecastUse({ endMs: nowMs, hours }, { nowMs, untilMs, timeZone });
  if (foretold.kind === 'abstains') return undefined;
  const real = realSteps(series.slice(origin, origin + ahead), nowMs);
  const used = real.at(-1)?.likely ?? 0;
  const { low, likely, high, most } = foretold.steps.at(-1) ?? { low: 0, likely: 0, high: 0, most: 0 };
  // A balance that is used up somewhere on the way.
  const balance = Math.max(1, Math.round(used * (0.3 + 0.6 * seededRandom(seed)())));
  const grants = [newGrant('plan-0', microcredits(balance), untilMs, 1)];
  const emptyMs = runOutOf(grants, real, noShares).likelyMs ?? untilMs;
  const { earliestMs = untilMs, latestMs = untilMs } = runOutOf(grants, foretold.steps, noShares);
  return {
    came: used < low ? 'below' : used > high ? 'above' : 'within',
    isRunOutWithin: earliestMs <= emptyMs && emptyMs <= latestMs,
    isSure: foretold.isLongKnown,
    isBeyond: foretold.isLongKnown && used > most,
    width: (high - low) / Math.max(1, likely),
  };
}

/** The steps of what came, as if it had been known. */
function realSteps(series: readonly number[], nowMs: number): readonly UseStep[] {
  let used = 0;
  return series.map((each, index) => {
    used += each;
    const startMs = nowMs + index * hourMs;
    return { startMs, endMs: startMs + hourMs, low: used, likely: used, high: used, most: used };
  });
}

function sumOf(name: string, all: readonly (Trial | undefined)[], isBroken = false): Coverage {
  const trials = all.filter((trial) => trial !== undefined);
  const share = (is: (trial: Trial) => boolean): number => trials.filter(is).length / trials.length;
  const sure = share(({ isSure }) => isSure);
  const widths = trials.map(({ width }) => width).toSorted((a, b) => a - b);
  return {
    name,
    trials: all.length,
    abstained: all.length - trials.length,
    within: share(({ came }) => came === 'within'),
    below: share(({ came }) => came === 'below'),
    above: share(({ came }) => came === 'above'),
    runOutWithin: share(({ isRunOutWithin }) => isRunOutWithin),
    sure,
    beyond: sure === 0 ? 0 : share(({ isBeyond }) => isBeyond) / sure,
    isBroken,
    width: widths[Math.floor(widths.length / 2)] ?? 0,
  };
}
