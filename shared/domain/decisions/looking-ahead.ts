/** Looking ahead of an account, as far as its rules are known. */
import type { Account } from '../account/account.ts';
import type { DueHolds, Hold } from '../account/hold.ts';
import { planAt } from '../catalogue/plan.ts';
import type { Findings, Rules } from './needs.ts';

/** The facts that a refusal is made of besides the account: time, plans, and the open holds where they were looked up. */
export type RefusalRules = Rules & Partial<Pick<Findings, 'openHolds'>>;

/** Renewals that are looked ahead to: a debt may take several to repay. */
export const renewalsMax = 12;

/** Says that the plan of its next cycle is known. */
export function isRuled({ planId, nextPlanId, cycle }: Account, { plans }: RefusalRules): boolean {
  return planAt(plans, nextPlanId ?? planId, cycle.endMs) !== undefined;
}

/** Holds that nobody looked for go on holding what they hold, so that what is foretold is never too much. */
export function knownHolds(holds: readonly Hold[]): DueHolds {
  return { holds, nextMs: Number.POSITIVE_INFINITY };
}
