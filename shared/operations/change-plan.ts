import { type PlanChange, planChange } from '../domain/decisions/change-plan.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeBy, type For } from './charging/change-by.ts';

const change = changeBy(planChange);

export async function changePlan(store: CreditStore, asked: For<PlanChange>, nowMs: number): Promise<Outcome<Entry>> {
  await store.catalogue.plansFor([asked.planId], nowMs);
  return change(store, asked, nowMs);
}
