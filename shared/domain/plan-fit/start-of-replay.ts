/** The account with which a replay begins: as it was at the start of the first cycle, on the plan that it is replayed on. */
import { type Account, toldSeats } from '../account/account.ts';
import { type Grant, newGrant } from '../account/grant.ts';
import { microcredits, noCredits, plus, total } from '../amount.ts';
import type { Plan } from '../catalogue/plan.ts';
import { cycleOf } from '../cycle.ts';
import { present } from '../present.ts';
import { startCycle } from '../transitions/start-cycle.ts';
import type { Transition } from '../transitions/transition.ts';
import type { PastCycles } from './past-cycles.ts';

export function startOfReplay(
  { accountId, schedule, entries, openHolds }: PastCycles,
  plan: Plan,
  seats: number,
): Transition {
  const [first] = entries;
  if (first === undefined) throw new RangeError('a past without an entry');
  const { seq, atMs, cycle, previousHash, caller, after } = first;
  const kept = plan.cadence === schedule.cadence;
  const own = kept ? schedule : { ...schedule, anchorMs: atMs, baseIndex: cycle, cadence: plan.cadence };
  const before: Account = {
    accountId,
    planId: plan.planId,
    ...present({ seats: toldSeats(seats) }),
    schedule: own,
    // One that began late to follow a subscription is as long as it was.
    cycle: { ...cycleOf(own, cycle), ...present({ startMs: kept ? first.cycleStartMs : undefined }) },
    allotment: noCredits,
    grants: pinnedBefore(openHolds, atMs),
    overrun: plus(after.overrun, first.repaidOverrun ?? noCredits),
    heldOverrun: total(openHolds.map(({ overrun }) => overrun)),
    debt: plus(after.debt, first.repaidDebt ?? noCredits),
    limits: [],
    openHolds: openHolds.length,
    ...(openHolds.length === 0 ? {} : { holdsDueMs: Math.min(...openHolds.map(({ expiresAtMs }) => expiresAtMs)) }),
    standing: [],
    accruedAtMs: atMs,
    seq: seq - 1,
    headHash: previousHash,
    lastAtMs: atMs,
  };
  const { account, entry } = startCycle(before, plan, { atMs, caller });
  return { account, entries: [entry] };
}

/** Grants of earlier cycles have ended; they are there only for what holds pin of them. */
function pinnedBefore(openHolds: PastCycles['openHolds'], endedAtMs: number): readonly Grant[] {
  const held = new Map<string, number>();
  for (const { grantId, credits } of openHolds.flatMap(({ pinned }) => pinned))
    held.set(grantId, (held.get(grantId) ?? 0) + credits);
  return [...held].map(([grantId, whole]) => {
    const credits = microcredits(whole);
    return { ...newGrant(grantId, credits, endedAtMs, 0), held: credits, lost: noCredits };
  });
}
