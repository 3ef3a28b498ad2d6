import { decidePlanChange, type PlanChangeCommand } from '../domain/change-plan.ts';
import { onAccount } from '../domain/decision.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { CreditStore } from '../storage/store.ts';
import { entryOutcome } from './entry-outcome.ts';

export async function changePlan(
  store: CreditStore,
  command: PlanChangeCommand & { readonly accountId: string },
  nowMs: number,
): Promise<Outcome<Entry>> {
  const { accountId, planId, idempotencyKey, fingerprint } = command;
  await store.catalogue.plansFor([planId], nowMs);
  return entryOutcome(
    await store.change({ accountId, idempotencyKey, fingerprint, nowMs, decide: onAccount(decidePlanChange, command) }),
  );
}
