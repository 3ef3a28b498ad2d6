/** Effects of entries on plan and cycle. */
import type { Account } from '../../account/account.ts';
import { newCycleOf } from '../../account/count-limits.ts';
import { noCredits } from '../../amount.ts';
import { planAt } from '../../catalogue/plan.ts';
import { type Cycle, type CycleSchedule, cadences, cycleAt, cycleOf } from '../../cycle.ts';
import type { Entry, EntryOf } from '../../ledger/entry.ts';
import { arrived } from './grants.ts';
import { type Replayed, type ReplayRules, withAccount } from './replayed.ts';

/** An account before its first entry, which says what fixes its cycles. */
export function opened(entry: Entry): Account {
  const { accountId, planId = '', anchorMs = entry.atMs, timeZone = 'UTC', cycleStartMs, expiresAtMs } = entry;
  const cycle = { index: entry.cycle, startMs: cycleStartMs ?? entry.atMs, endMs: expiresAtMs ?? entry.atMs };
  const schedules = cadences.map((cadence): CycleSchedule => ({ anchorMs, baseIndex: 0, cadence, timeZone }));
  const schedule = schedules.find((each) => isSameCycle(cycleAt(each, cycle.startMs), cycle)) ?? schedules[1];
  if (schedule === undefined) throw new TypeError('there is no cadence');
  return {
    ...{ accountId, planId, schedule, cycle },
    ...{ allotment: entry.credits, grants: [], overrun: noCredits, heldOverrun: noCredits, debt: noCredits },
    ...{ limits: [], openHolds: 0, standing: [], accruedAtMs: entry.atMs },
    ...{ seq: 0, headHash: entry.previousHash, lastAtMs: entry.atMs },
  };
}

function isSameCycle(a: Cycle, b: Cycle): boolean {
  return a.index === b.index && a.startMs === b.startMs && a.endMs === b.endMs;
}

export function renewed(entry: EntryOf<'grant'>, from: Replayed): Replayed {
  const { account } = from;
  const { nextPlanId: _begun, ...current } = account;
  const { planId = account.planId, cycleStartMs: startMs = entry.atMs, expiresAtMs: endMs } = entry;
  const cycle = { index: entry.cycle, startMs, endMs };
  const sinceSeq = account.openHolds === 0 ? entry.seq : undefined;
  const schedule = scheduleOf(account.schedule, cycle);
  const begun = {
    ...current,
    planId,
    cycle,
    schedule,
    allotment: entry.credits,
    limits: newCycleOf(account.limits, sinceSeq),
  };
  return arrived(entry, withAccount(from, begun));
}

/** Another cadence begins at the boundary where its first cycle does. */
function scheduleOf(schedule: CycleSchedule, cycle: Cycle): CycleSchedule {
  const others = cadences.map((cadence) => ({ ...schedule, anchorMs: cycle.startMs, baseIndex: cycle.index, cadence }));
  return [schedule, ...others].find((each) => isSameCycle(cycleOf(each, cycle.index), cycle)) ?? schedule;
}

export function planChanged(entry: EntryOf<'plan-change'>, from: Replayed, { plans }: ReplayRules): Replayed {
  const { planId, effectiveMs } = entry;
  if (effectiveMs !== undefined) return { ...from, account: { ...from.account, nextPlanId: planId } };
  const { nextPlanId: _dropped, ...account } = from.account;
  if (planId === account.planId) return { ...from, account };
  const allotment = planAt(plans, planId, entry.atMs)?.credits ?? account.allotment;
  return arrived(entry, { ...from, account: { ...account, planId, allotment } });
}
