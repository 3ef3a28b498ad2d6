import type { Account } from '../account/account.ts';
import { type Microcredits, microcredits, minus, noCredits } from '../amount.ts';
import { type Plan, type PlanChangeTime, planAt } from '../catalogue/plan.ts';
import type { Cycle } from '../cycle.ts';
import { change, command, type Draft, type Proposal } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface PlanChange {
  readonly planId: string;
  /** Left out: now where the rules allow it, else with the next cycle. */
  readonly when?: PlanChangeTime;
}

/**
 * R13. Now, if the plan has at least the credits that this cycle was granted for, and the same cycle: with a grant of
 * ⌊(new − old) × remaining time ÷ cycle time⌋. Anything else waits for the boundary, where the last change asked for wins.
 * Asking for the present plan drops a change that waits. Up, down and up again gains nothing, because what is granted
 * counts from the most that this cycle was granted for.
 */
export const planChange = command({
  decide(account, { planId, when }: PlanChange, { nowMs, plans }) {
    const plan = planAt(plans, planId, nowMs);
    if (plan === undefined) return refuse({ reason: 'plan-unknown', planId });
    const draft = { type: 'plan-change', atMs: nowMs, planId } as const;
    const isPossibleNow = plan.credits >= account.allotment && plan.cadence === account.schedule.cadence;
    if (planId === account.planId) return stay(account, draft);
    if (when === 'now' && !isPossibleNow)
      return refuse({ reason: 'plan-change-not-now', renewsAtMs: account.cycle.endMs });
    return when !== 'next-cycle' && isPossibleNow ? changeNow(account, plan, draft) : changeNext(account, draft);
  },
});

type ChangeDraft = Omit<Draft<'plan-change'>, 'credits' | 'slices'>;

function stay(account: Account, draft: ChangeDraft): Proposal {
  return change(withoutWaiting(account), {}, { ...draft, ...noMovement });
}

function changeNext(account: Account, draft: ChangeDraft & { readonly planId: string }): Proposal {
  const { planId } = draft;
  const entry = { ...draft, ...noMovement, effectiveMs: account.cycle.endMs };
  return change(account, { nextPlanId: planId }, entry);
}

function changeNow(account: Account, plan: Plan, draft: ChangeDraft): Proposal {
  const kept = withoutWaiting(account);
  const changes = { planId: plan.planId, allotment: plan.credits };
  const credits = prorate(minus(plan.credits, account.allotment), account.cycle, draft.atMs);
  if (credits === 0) return change(kept, changes, { ...draft, ...noMovement });
  return grantCredits(kept, { source: 'plan', credits, expiresAtMs: account.cycle.endMs, changes, draft });
}

const noMovement = { credits: noCredits, slices: [] };

function withoutWaiting({ nextPlanId: _dropped, ...account }: Account): Account {
  return account;
}

function prorate(credits: Microcredits, { startMs, endMs }: Cycle, nowMs: number): Microcredits {
  return microcredits(Number((BigInt(credits) * BigInt(endMs - nowMs)) / BigInt(endMs - startMs)));
}
