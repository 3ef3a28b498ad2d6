import { type PlanChange, planChange } from '../domain/decisions/change-plan.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy, type For } from './charging/change-by.ts';

const change = changeBy(planChange);

export async function changePlan(store: AccountStore, asked: For<PlanChange>, nowMs: number): Promise<Outcome<Entry>> {
  await store.catalogue.plansFor([asked.planId], nowMs);
  return change(store, asked, nowMs);
}
