import { type Account, toldSeats, withSeats } from '../account/account.ts';
import { minus, noCredits } from '../amount.ts';
import { cycleCredits, type Plan, type PlanChangeTime, planAt } from '../catalogue/plan.ts';
import { present } from '../present.ts';
import { coverBy } from '../transitions/coverage.ts';
import { prorate } from '../transitions/prorate.ts';
import type { Transition } from '../transitions/transition.ts';
import { change, command, type Draft, type Proposal } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface PlanChange {
  readonly planId: string;
  /** Left out: now where the rules allow it, else with the next cycle. */
  readonly when?: PlanChangeTime;
  /** Left out: as many as there are, and one on another plan that isn't sold by the seat. */
  readonly seats?: number;
}

/**
 * R13. Now, if the plan has at least the credits that this cycle was granted for, and the same cycle: with a grant of
 * ⌊(new − old) × remaining time ÷ cycle time⌋. Anything else waits for the boundary, where the last change asked for wins.
 * Asking for the present plan drops a change that waits. Up, down and up again gains nothing, because what is granted
 * counts from the most that this cycle was granted for. Another number of seats is a change of plan like any (R31): the
 * credits of a plan are those of all seats.
 */
export const planChange = command({
  decide(account, { planId, when, seats: asked }: PlanChange, { nowMs, plans, rateCards }) {
    const plan = planAt(plans, planId, nowMs);
    if (plan === undefined) return refuse({ reason: 'plan-unknown', planId });
    const isSamePlan = planId === account.planId;
    const { seats: taken = 1 } = account;
    const seats = asked ?? (isSamePlan || plan.isPerSeat === true ? taken : 1);
    const draft = { type: 'plan-change', atMs: nowMs, planId, ...present({ seats: toldSeats(seats) }) } as const;
    if (isSamePlan && seats === taken) return stay(account, draft);
    if (seats > 1 && plan.isPerSeat !== true) return refuse({ reason: 'plan-not-by-seat' });
    const isPossibleNow = cycleCredits(plan, seats) >= account.allotment && plan.cadence === account.schedule.cadence;
    if (when === 'now' && !isPossibleNow)
      return refuse({ reason: 'plan-change-not-now', renewsAtMs: account.cycle.endMs });
    return when !== 'next-cycle' && isPossibleNow
      ? changeNow(coverBy(account, plan, { atMs: nowMs, rateCards }), { plan, seats }, draft)
      : changeNext(account, { planId, seats }, draft);
  },
});

type ChangeDraft = Omit<Draft<'plan-change'>, 'credits' | 'slices'>;

function stay(account: Account, draft: ChangeDraft): Proposal {
  return change(withoutWaiting(account), {}, { ...draft, ...noMovement });
}

function changeNext(
  account: Account,
  { planId, seats }: { readonly planId: string; readonly seats: number },
  draft: ChangeDraft,
): Proposal {
  const nextSeats = seats === (account.seats ?? 1) ? undefined : seats;
  const entry = { ...draft, ...noMovement, effectiveMs: account.cycle.endMs };
  return change(withoutWaiting(account), { nextPlanId: planId, ...present({ nextSeats }) }, entry);
}

function changeNow(
  { account, entries }: Transition,
  { plan, seats }: { readonly plan: Plan; readonly seats: number },
  draft: ChangeDraft,
): Proposal {
  const before = entries.length === 0 ? undefined : entries;
  const kept = withSeats(withoutWaiting(account), seats);
  const allotment = cycleCredits(plan, seats);
  // R35: a cycle that began unpaid has no credits yet; once it is paid for it gets those of the plan that it then has.
  if (account.isCycleUnpaid) return change(kept, { planId: plan.planId }, { ...draft, ...noMovement }, before);
  const changes = { planId: plan.planId, allotment };
  const credits = prorate(minus(allotment, account.allotment), account, draft.atMs);
  if (credits === 0) return change(kept, changes, { ...draft, ...noMovement }, before);
  const granted = { source: 'plan', credits, expiresAtMs: account.cycle.endMs, changes, draft } as const;
  return grantCredits(kept, granted, before);
}

const noMovement = { credits: noCredits, slices: [] };

function withoutWaiting({ nextPlanId: _plan, nextSeats: _seats, ...account }: Account): Account {
  return account;
}
