import { type Plan, planAt } from '../domain/catalogue/plan.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';

/** The version in effect, or the first to come. */
export async function readPlan(store: AccountStore, planId: string, nowMs: number): Promise<Outcome<Plan>> {
  const plans = await store.catalogue.plansFor([planId], nowMs);
  const versions = [...(plans.get(planId) ?? [])].sort((a, b) => a.effectiveFromMs - b.effectiveFromMs);
  const plan = planAt(plans, planId, nowMs) ?? versions[0];
  return plan === undefined ? refused({ reason: 'plan-not-found' }) : done(plan);
}
