/** Effects of entries on plan and cycle. */
import { type Account, withSeats } from '../../account/account.ts';
import { newCycleOf } from '../../account/count-limits.ts';
import { anchorOf } from '../../account/subscription.ts';
import { noCredits } from '../../amount.ts';
import { cycleCredits, planAt } from '../../catalogue/plan.ts';
import { type Cycle, type CycleSchedule, cadences, cycleAt, cycleFollowing, wholeCycle } from '../../cycle.ts';
import type { Entry, EntryOf } from '../../ledger/entry.ts';
import { present } from '../../present.ts';
import { arrived } from './grants.ts';
import { type Replayed, type ReplayRules, withAccount } from './replayed.ts';

/** An account before its first entry, which says what fixes its cycles. */
export function opened(entry: Entry): Account {
  const { accountId, planId = '', seats, anchorMs = entry.atMs, timeZone = 'UTC', cycleStartMs, expiresAtMs } = entry;
  const cycle = { index: entry.cycle, startMs: cycleStartMs ?? entry.atMs, endMs: expiresAtMs ?? entry.atMs };
  const schedules = cadences.map((cadence): CycleSchedule => ({ anchorMs, baseIndex: 0, cadence, timeZone }));
  const schedule = schedules.find((each) => isSameCycle(cycleAt(each, cycle.startMs), cycle)) ?? schedules[1];
  if (schedule === undefined) throw new TypeError('there is no cadence');
  return {
    ...{ accountId, planId, ...present({ seats }), schedule, cycle },
    ...{ allotment: entry.credits, grants: [], overrun: noCredits, heldOverrun: noCredits, debt: noCredits },
    ...{ limits: [], openHolds: 0, standing: [], accruedAtMs: entry.atMs },
    ...{ seq: 0, headHash: entry.previousHash, lastAtMs: entry.atMs },
  };
}

function isSameCycle(a: Cycle, b: Cycle): boolean {
  return a.index === b.index && a.startMs === b.startMs && a.endMs === b.endMs;
}

export function renewed(entry: EntryOf<'grant'>, from: Replayed, { plans }: ReplayRules): Replayed {
  const { account } = from;
  const { nextPlanId: _begun, nextSeats: _taken, isCycleUnpaid: _before, ...current } = account;
  const { planId = account.planId, seats = 1, cycleStartMs: startMs = entry.atMs, expiresAtMs: endMs } = entry;
  const cycle = { index: entry.cycle, startMs, endMs };
  const sinceSeq = account.openHolds === 0 ? entry.seq : undefined;
  const schedule = scheduleOf(account, cycle);
  const isWhole = entry.isUnpaid || wholeCycle(schedule, cycle).startMs === cycle.startMs;
  const plan = isWhole ? undefined : planAt(plans, planId, entry.atMs);
  const begun = {
    ...current,
    planId,
    cycle,
    schedule,
    allotment: plan === undefined ? entry.credits : cycleCredits(plan, seats),
    limits: newCycleOf(account.limits, sinceSeq),
    ...present({ isCycleUnpaid: entry.isUnpaid }),
  };
  return arrived(entry, withAccount(from, withSeats(begun, seats)));
}

/** Credits that arrive within a cycle; those of a plan are the cycle's own, which began unpaid (R35). */
export function paidLate(entry: EntryOf<'grant'>, from: Replayed, { plans }: ReplayRules): Replayed {
  const isOwn = entry.slices.some(({ grantId }) => grantId === `plan-${from.account.cycle.index}`);
  if (!isOwn) return arrived(entry, from);
  const { isCycleUnpaid: _paid, ...account } = from.account;
  const isWhole = wholeCycle(account.schedule, account.cycle).startMs === account.cycle.startMs;
  const plan = isWhole ? undefined : planAt(plans, account.planId, entry.atMs);
  const allotment = plan === undefined ? entry.credits : cycleCredits(plan, account.seats ?? 1);
  return arrived(entry, withAccount(from, { ...account, allotment }));
}

/** Open again, in its cycle or in a new one, which has no credits yet. */
export function reopened(entry: EntryOf<'reopening'>, from: Replayed): Replayed {
  const { closedAtMs: _over, autoTopUp: _too, ...account } = from.account;
  const open = { ...account, accruedAtMs: entry.atMs };
  const { cycleStartMs: startMs, expiresAtMs: endMs } = entry;
  if (startMs === undefined || endMs === undefined) return withAccount(from, open);
  const cycle = { index: entry.cycle, startMs, endMs };
  const schedule = scheduleOf({ schedule: account.schedule }, cycle);
  return withAccount(from, { ...open, cycle, schedule, allotment: noCredits, isCycleUnpaid: true });
}

/** Another cadence begins at the boundary where its first cycle does, and boundaries follow the subscription's. */
function scheduleOf(
  { schedule, subscription }: Pick<Account, 'schedule' | 'subscription'>,
  cycle: Cycle,
): CycleSchedule {
  const others = cadences.map((cadence) => ({ ...schedule, anchorMs: cycle.startMs, baseIndex: cycle.index, cadence }));
  const at = { atMs: cycle.startMs, anchorMs: anchorOf(subscription) };
  const begun = [schedule, ...others].map((each) => cycleFollowing(each, cycle.index, at));
  return begun.find((each) => isSameCycle(each.cycle, cycle))?.schedule ?? schedule;
}

export function planChanged(entry: EntryOf<'plan-change'>, from: Replayed, { plans }: ReplayRules): Replayed {
  const { planId, seats = 1, effectiveMs } = entry;
  const { nextPlanId: _dropped, nextSeats: _too, ...account } = from.account;
  if (effectiveMs !== undefined) {
    const nextSeats = seats === (account.seats ?? 1) ? undefined : seats;
    return { ...from, account: { ...account, nextPlanId: planId, ...present({ nextSeats }) } };
  }
  if (planId === account.planId && seats === (account.seats ?? 1)) return { ...from, account };
  const plan = planAt(plans, planId, entry.atMs);
  const isLeft = plan === undefined || account.isCycleUnpaid;
  const allotment = isLeft ? account.allotment : cycleCredits(plan, seats);
  return arrived(entry, { ...from, account: withSeats({ ...account, planId, allotment }, seats) });
}
