import { type Plan, planAt } from '../domain/catalogue/plan.ts';
import type { RateCard } from '../domain/catalogue/rate-card.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { type RateCardHead, rateCardAt } from '../storage/catalogue.ts';
import type { CreditStore } from '../storage/store.ts';

/** The version in effect, or the first to come. */
export async function readPlan(store: CreditStore, planId: string, nowMs: number): Promise<Outcome<Plan>> {
  const plans = await store.catalogue.plansFor([planId], nowMs);
  const versions = [...(plans.get(planId) ?? [])].sort((a, b) => a.effectiveFromMs - b.effectiveFromMs);
  const plan = planAt(plans, planId, nowMs) ?? versions[0];
  return plan === undefined ? refused({ reason: 'plan-not-found' }) : done(plan);
}

/** Every version, by plan and instant of effect. */
export async function listPlans(store: CreditStore): Promise<Outcome<readonly Plan[]>> {
  const { plans } = await store.catalogue.readFresh();
  return done(
    [...plans.values()].flatMap((versions) => [...versions].sort((a, b) => a.effectiveFromMs - b.effectiveFromMs)),
  );
}

export async function readRateCard(store: CreditStore, version: string): Promise<Outcome<RateCard>> {
  const { rateCards } = await store.catalogue.readFresh();
  const head = rateCards.find((card) => card.version === version);
  return head === undefined ? refused({ reason: 'rate-card-not-found' }) : done(await store.catalogue.rateCard(head));
}

export interface RateCardList {
  readonly rateCards: readonly RateCardHead[];
  readonly inEffect: string | undefined;
}

export async function listRateCards(store: CreditStore, nowMs: number): Promise<Outcome<RateCardList>> {
  const catalogue = await store.catalogue.readFresh();
  return done({ rateCards: catalogue.rateCards, inEffect: rateCardAt(catalogue, nowMs)?.version });
}
