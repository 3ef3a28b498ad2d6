import { toldSeats } from '../account/account.ts';
import { noCredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { cycleOf } from '../cycle.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { forgiveOverrun } from '../transitions/advance.ts';
import { coverBy } from '../transitions/coverage.ts';
import type { Command } from './command.ts';
import { refuse } from './decision.ts';

export interface Reopening {
  readonly reason: string;
  /** The person or process that answers for it. */
  readonly actor: string;
}

/**
 * R37: opens a closed account again. In the cycle that it was closed in nothing comes back: to close and reopen gains no credits. Later a new
 * cycle begins, with the plan's credits due at once or, where a subscription is known, once that covers it. What was owed is owed still.
 */
export const reopening: Command<Reopening> = {
  needs: () => ({}),
  decide(account, { reason, actor, caller, idempotencyKey, fingerprint }, { nowMs, plans, rateCards }) {
    if (account === undefined) return refuse({ reason: 'account-not-found' });
    if (account.closedAtMs === undefined) return refuse({ reason: 'account-not-closed' });
    const plan = planAt(plans, account.planId, nowMs);
    if (plan === undefined) return refuse({ reason: 'plan-unknown', planId: account.planId });
    const forgiven = forgiveOverrun(account, nowMs, { plans });
    const { closedAtMs: _over, autoTopUp: _too, ...anyPlan } = forgiven.account;
    const { planId, seats, cycle, schedule } = anyPlan;
    const told = { planId, ...present({ seats: toldSeats(seats ?? 1) }), reason, actor };
    const who = { caller, idempotencyKey, fingerprint };
    const draft = { type: 'reopening', atMs: nowMs, credits: noCredits, slices: [], ...told, ...who } as const;
    if (nowMs < cycle.endMs) return { kind: 'change', ...record(anyPlan, { accruedAtMs: nowMs }, draft) };
    // A cycle begins: what the subscription covers is reckoned by the plan of now, like at any boundary.
    const { account: open, entries } = coverBy(anyPlan, plan, { atMs: nowMs, rateCards });
    const earlier = [...forgiven.entries, ...entries];
    const before = present({ before: earlier.length === 0 ? undefined : earlier });
    const index = cycle.index + 1;
    const anew = { ...schedule, anchorMs: nowMs, baseIndex: index, cadence: plan.cadence };
    const next = cycleOf(anew, index);
    const changes = {
      schedule: anew,
      cycle: next,
      allotment: noCredits,
      isCycleUnpaid: true,
      accruedAtMs: nowMs,
    } as const;
    const begun = { ...draft, cycleStartMs: next.startMs, expiresAtMs: next.endMs };
    return { kind: 'change', ...record(open, changes, begun), ...before };
  },
};
