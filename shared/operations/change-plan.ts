import { decidePlanChange, type PlanChangeCommand } from '../domain/decisions/change-plan.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { CreditStore } from '../storage/store.ts';
import { changeByEntry, type For } from './charging/change-by-entry.ts';

export async function changePlan(
  store: CreditStore,
  command: For<PlanChangeCommand>,
  nowMs: number,
): Promise<Outcome<Entry>> {
  await store.catalogue.plansFor([command.planId], nowMs);
  return changeByEntry(store, command, decidePlanChange, { nowMs });
}
