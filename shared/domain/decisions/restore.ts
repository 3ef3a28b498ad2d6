import type { Account } from '../account/account.ts';
import { type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { Restore } from './refusal.ts';

/** Both ways back from zero (R14): the packs that the account may buy now, and the next renewal. */
export function restoreOf(
  account: Account,
  { nowMs, plans }: { readonly nowMs: number; readonly plans: PlanCatalogue },
): Restore {
  const packs = planAt(plans, account.planId, nowMs)?.packs ?? [];
  return { packs: packs.map(({ packId, credits }) => ({ packId, credits })), renewsAtMs: account.cycle.endMs };
}
