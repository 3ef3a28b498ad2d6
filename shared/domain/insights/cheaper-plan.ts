import type { Account } from '../account/account.ts';
import { cycleCredits, type Plan, timesSold } from '../catalogue/plan.ts';
import type { Waste } from './waste.ts';

/** The cheaper plan, of the same cycle length and currency, so that nothing has to be reckoned that a person can't see at once. */
export function cheaperPlan(
  { planId, seats = 1 }: Pick<Account, 'planId' | 'seats'>,
  plans: readonly Plan[],
  { cycles }: Waste,
): Pick<Plan, 'planId' | 'credits'> | undefined {
  const own = plans.find((plan) => plan.planId === planId);
  const usedMost = cycles.reduce(
    (most, { granted, unused }) => (granted - unused > most ? granted - unused : most),
    0n,
  );
  const priceOf = (plan: Plan): number => (plan.price?.millionths ?? Number.POSITIVE_INFINITY) * timesSold(plan, seats);
  const [cheapest] = plans
    .filter(
      (plan) =>
        own !== undefined &&
        priceOf(plan) < priceOf(own) &&
        plan.price?.currency === own.price?.currency &&
        plan.price?.interval === own.price?.interval &&
        plan.cadence === own.cadence &&
        BigInt(cycleCredits(plan, seats)) >= usedMost,
    )
    .toSorted((a, b) => priceOf(a) - priceOf(b) || (a.planId < b.planId ? -1 : 1));
  return cheapest && { planId: cheapest.planId, credits: cycleCredits(cheapest, seats) };
}
