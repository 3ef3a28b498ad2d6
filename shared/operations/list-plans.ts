import type { Plan } from '../domain/catalogue/plan.ts';
import { done, type Outcome } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';

/** Every version, by plan and instant of effect. */
export async function listPlans(store: AccountStore): Promise<Outcome<readonly Plan[]>> {
  const { plans } = await store.catalogue.readFresh();
  return done(
    [...plans.values()].flatMap((versions) => [...versions].sort((a, b) => a.effectiveFromMs - b.effectiveFromMs)),
  );
}
