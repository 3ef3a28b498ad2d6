/**
 * Which plan an account should be on, said in sums that its reckoning shows:
 *
 * 1. A plan counts if it has prices in the present plan's currency, would have served everything, and would have let no more
 *    be overrun than really was.
 * 2. The present plan's cost is the lower of what was really paid and what its replay comes to, so that nobody is sent away
 *    for having bought packs badly.
 * 3. The cheapest of the others is advised if it saves at least a twentieth of that, and is cheaper with any one of the cycles
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

/** Why the present plan should stay. */
export const keepReasons = ['cheapest', 'saving-small'] as const;
export type KeepReason = (typeof keepReasons)[number];

export type FitAdvice =
  | { readonly kind: 'keep'; readonly planId: string; readonly because: KeepReason }
  | {
      readonly kind: 'change';
      readonly planId: string;
      /** Over all the cycles, in millionths of the currency's unit. */
      readonly saving: bigint;
      readonly currency: string;
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
  const overrunMax = sum(real.cycles.map(({ overrun }) => overrun));
  const others = plans
    .filter(({ plan, costs }) => plan.planId !== planId && costs?.currency === present.currency)
    .filter(({ cycles }) => serves(cycles, overrunMax))
    .flatMap(({ plan, costs }) => (costs === undefined ? [] : [{ planId: plan.planId, costs }]))
    .sort((a, b) => (totalOf(a.costs) < totalOf(b.costs) ? -1 : 1));
  const [best] = others;
  const saving = best === undefined ? 0n : totalOf(present) - totalOf(best.costs);
  if (best === undefined || saving <= 0n) return { kind: 'keep', planId, because: 'cheapest' };
  if (saving * savingShareMin < totalOf(present)) return { kind: 'keep', planId, because: 'saving-small' };
  if (!isSteady(present, best.costs)) return { kind: 'abstain', because: 'unsteady' };
  return { kind: 'change', planId: best.planId, saving, currency: present.currency };
}

/** The costs of the present plan: what was really paid counts if it was paid for the present plan alone. */
function presentCosts({ planId, real, plans, hasChanged }: Verdict): Costs | undefined {
  const replayed = plans.find(({ plan }) => plan.planId === planId);
  const paid = hasChanged ? undefined : real.costs;
  if (replayed?.costs === undefined || replayed.cycles.some(({ unserved }) => unserved > 0n)) return paid;
  return paid === undefined || totalOf(replayed.costs) < totalOf(paid) ? replayed.costs : paid;
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
