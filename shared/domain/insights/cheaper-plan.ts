import type { Plan } from '../catalogue/plan.ts';
import type { Waste } from './waste.ts';

/** The cheaper plan, of the same cycle length and currency, so that nothing has to be reckoned that a person can't see at once. */
export function cheaperPlan(planId: string, plans: readonly Plan[], { cycles }: Waste): Plan | undefined {
  const own = plans.find((plan) => plan.planId === planId);
  const usedMost = cycles.reduce(
    (most, { granted, unused }) => (granted - unused > most ? granted - unused : most),
    0n,
  );
  const priceOf = ({ price }: Plan): number => price?.millionths ?? Number.POSITIVE_INFINITY;
  return plans
    .filter(
      (plan) =>
        own !== undefined &&
        priceOf(plan) < priceOf(own) &&
        plan.price?.currency === own.price?.currency &&
        plan.price?.interval === own.price?.interval &&
        plan.cadence === own.cadence &&
        BigInt(plan.credits) >= usedMost,
    )
    .toSorted((a, b) => priceOf(a) - priceOf(b) || (a.planId < b.planId ? -1 : 1))[0];
}
