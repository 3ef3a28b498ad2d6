import { decidePlanChange, type PlanChangeCommand } from '../domain/change-plan.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './change-by-entry.ts';

export async function changePlan(
  store: CreditStore,
  command: For<PlanChangeCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  await store.catalogue.plansFor([command.planId], nowMs);
  return changeByEntry(store, command, decidePlanChange, { nowMs });
}
