/**
 * Which plan an account should be on, said in sums that its reckoning shows:
 *
 * 1. A plan counts if it has prices in the present plan's currency, would have served everything, and would have let no more
 *    be overrun than really was.
 * 2. The present plan's cost is the lower of what was really paid and what its replay comes to, so that nobody is sent away
 *    for having bought packs badly.
 * 3. Where a plan that doesn't count is cheaper, or the present one is kept for what was really paid, that is the reason given:
 *    the sentence and the sums beside it say the same.
 * 4. The cheapest of the others is advised if it saves at least a twentieth of that, and is cheaper with any one of the cycles
 *    left out too: one odd month doesn't decide.
 */
import { type Costs, totalOf } from './cost.ts';
import type { CourseReckoning, PlanReckoning } from './reckoning.ts';

/** Why nothing is advised: too few whole cycles, more entries in them than are replayed, no usage at all, and so on. */
export const abstainReasons = [
  'account-closed',
  'history-short',
  'history-long',
  'replay-differs',
  'unused',
  'unpriced',
  'unsteady',
] as const;
export type AbstainReason = (typeof abstainReasons)[number];

/**
 * Why the present plan should stay:
 * - `cheapest`: no other comes to less.
 * - `cheaper-falls-short`: another does, but would not have served everything.
 * - `cheaper-overruns`: another does, but would have let more be overrun.
 * - `paid-less`: another comes to less than the present plan's replay, and to more than what was really paid.
 * - `saving-small`: another comes to less, by under a twentieth.
 */
export const keepReasons = [
  'cheapest',
  'cheaper-falls-short',
  'cheaper-overruns',
  'paid-less',
  'saving-small',
] as const;
export type KeepReason = (typeof keepReasons)[number];

/** The cost that other plans' are held against: what was really paid for the present one, or its replay. */
export type CostBasis = 'paid' | 'replayed';

export type FitAdvice =
  | {
      readonly kind: 'keep';
      readonly planId: string;
      readonly because: KeepReason;
      /** The cheaper one that the reason is about. */
      readonly otherPlanId?: string;
      readonly basis: CostBasis;
    }
  | {
      readonly kind: 'change';
      readonly planId: string;
      /** Over all the cycles, in millionths of the currency's unit. */
      readonly saving: bigint;
      readonly currency: string;
      readonly basis: CostBasis;
    }
  | { readonly kind: 'abstain'; readonly because: AbstainReason };

/** The least share of the cost that a change must save, as one in so many. */
export const savingShareMin = 20n;

export interface Verdict {
  readonly planId: string;
  readonly real: CourseReckoning;
  readonly plans: readonly PlanReckoning[];
  /** The account wasn't on its present plan all the time. */
  readonly hasChanged: boolean;
}

export function adviseOnPlan(judged: Verdict): FitAdvice {
  const { planId, real, plans } = judged;
  if (real.cycles.every(({ used }) => used === 0n)) return { kind: 'abstain', because: 'unused' };
  const present = presentCosts(judged);
  if (present === undefined) return { kind: 'abstain', because: 'unpriced' };
  const { costs: own, basis } = present;
  const overrunMax = sum(real.cycles.map(({ overrun }) => overrun));
  const others = plans
    .flatMap(({ plan, cycles, costs }) => (costs === undefined ? [] : [{ planId: plan.planId, cycles, costs }]))
    .filter((other) => other.planId !== planId && other.costs.currency === own.currency)
    .toSorted((a, b) => (totalOf(a.costs) < totalOf(b.costs) ? -1 : 1));
  const best = others.find(({ cycles }) => serves(cycles, overrunMax));
  const saving = best === undefined ? 0n : totalOf(own) - totalOf(best.costs);
  if (best === undefined || saving <= 0n) {
    return { kind: 'keep', planId, basis, ...keepReason(judged, { others, own }) };
  }
  if (saving * savingShareMin < totalOf(own)) {
    return { kind: 'keep', planId, basis, because: 'saving-small', otherPlanId: best.planId };
  }
  if (!isSteady(own, best.costs)) return { kind: 'abstain', because: 'unsteady' };
  return { kind: 'change', planId: best.planId, saving, currency: own.currency, basis };
}

interface Other {
  readonly planId: string;
  readonly cycles: CourseReckoning['cycles'];
  readonly costs: Costs;
}

interface Compared {
  /** Cheapest first. */
  readonly others: readonly Other[];
  readonly own: Costs;
}

/** By what stands in the way of the cheapest plan that comes to less than the present one, by any of its sums. */
function keepReason(
  { planId, plans }: Verdict,
  { others, own }: Compared,
): { readonly because: KeepReason; readonly otherPlanId?: string } {
  const [cheapest] = others;
  const replayed = plans.find(({ plan }) => plan.planId === planId)?.costs;
  const highest = replayed !== undefined && totalOf(replayed) > totalOf(own) ? totalOf(replayed) : totalOf(own);
  if (cheapest === undefined || totalOf(cheapest.costs) >= highest) return { because: 'cheapest' };
  const { planId: otherPlanId, cycles, costs } = cheapest;
  if (totalOf(costs) >= totalOf(own)) return { because: 'paid-less', otherPlanId };
  const isShort = cycles.some(({ unserved }) => unserved > 0n);
  return { because: isShort ? 'cheaper-falls-short' : 'cheaper-overruns', otherPlanId };
}

/** The sum that was really paid counts if it was paid for the present plan alone. */
function presentCosts({
  planId,
  real,
  plans,
  hasChanged,
}: Verdict): { readonly costs: Costs; readonly basis: CostBasis } | undefined {
  const replayed = plans.find(({ plan }) => plan.planId === planId);
  const paid = hasChanged ? undefined : real.costs;
  const isReplayed = replayed?.costs !== undefined && replayed.cycles.every(({ unserved }) => unserved === 0n);
  if (isReplayed && (paid === undefined || totalOf(replayed.costs) < totalOf(paid)))
    return { costs: replayed.costs, basis: 'replayed' };
  return paid === undefined ? undefined : { costs: paid, basis: 'paid' };
}

function serves(cycles: CourseReckoning['cycles'], overrunMax: bigint): boolean {
  return cycles.every(({ unserved }) => unserved === 0n) && sum(cycles.map(({ overrun }) => overrun)) <= overrunMax;
}

/** Cheaper with any one of the cycles left out. */
function isSteady(present: Costs, best: Costs): boolean {
  const savings = present.cycles.map(
    ({ plan, packs }, index) => plan + packs - (best.cycles[index]?.plan ?? 0n) - (best.cycles[index]?.packs ?? 0n),
  );
  const all = sum(savings);
  return savings.every((saving) => all - saving > 0n);
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
