import type { Account, AccountView } from '../account/account.ts';
import { toldSeats, viewOf } from '../account/account.ts';
import { newGrant } from '../account/grant.ts';
import { noCredits } from '../amount.ts';
import { cycleCredits, planAt } from '../catalogue/plan.ts';
import { type CycleSchedule, cycleAt, isSameZone } from '../cycle.ts';
import type { Entry } from '../ledger/entry.ts';
import { genesisHash } from '../ledger/record.ts';
import { present } from '../present.ts';
import { startCycle } from '../transitions/start-cycle.ts';
import type { Command } from './command.ts';
import { type Decision, type Request, refuse } from './decision.ts';
import type { Rules } from './needs.ts';

export interface Opening {
  readonly accountId: string;
  readonly planId: string;
  /** R31: of a plan that is sold by the seat; one when left out. */
  readonly seats?: number;
  /** Fixes the cycle's boundaries; the instant of opening when left out. May lie in the past, or ahead. */
  readonly anchorMs?: number;
  /** IANA zone in which boundaries are reckoned; UTC when left out. */
  readonly timeZone?: string;
}

/** Opens an account with its plan's credits for the current cycle, in full. Opening it again as it is changes nothing. */
export const opening: Command<Opening> = { needs: () => ({}), decide: open };

function open(account: Account | undefined, command: Opening & Request, { nowMs, plans }: Rules): Decision {
  if (account !== undefined) {
    if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
    return isAsAsked(account, command)
      ? { kind: 'unchanged', view: viewOf(account) }
      : refuse({ reason: 'account-exists' });
  }
  const plan = planAt(plans, command.planId, nowMs);
  if (plan === undefined) return refuse({ reason: 'plan-unknown', planId: command.planId });
  const { seats = 1 } = command;
  if (seats > 1 && plan.isPerSeat !== true) return refuse({ reason: 'plan-not-by-seat' });
  const schedule: CycleSchedule = {
    anchorMs: command.anchorMs ?? nowMs,
    baseIndex: 0,
    cadence: plan.cadence,
    timeZone: command.timeZone ?? 'UTC',
  };
  const empty: Account = {
    accountId: command.accountId,
    planId: plan.planId,
    ...present({ seats: toldSeats(seats) }),
    schedule,
    cycle: cycleAt(schedule, nowMs),
    allotment: cycleCredits(plan, seats),
    grants: [],
    overrun: noCredits,
    heldOverrun: noCredits,
    debt: noCredits,
    limits: [],
    openHolds: 0,
    standing: [],
    accruedAtMs: nowMs,
    seq: 0,
    headHash: genesisHash,
    lastAtMs: nowMs,
  };
  const { caller, idempotencyKey, fingerprint } = command;
  const { anchorMs, timeZone } = schedule;
  return {
    kind: 'change',
    ...startCycle(empty, plan, { atMs: nowMs, caller, idempotencyKey, fingerprint, anchorMs, timeZone }),
  };
}

function isAsAsked(account: Account, { planId, seats, anchorMs, timeZone }: Opening): boolean {
  return (
    account.planId === planId &&
    (seats === undefined || (account.seats ?? 1) === seats) &&
    (timeZone === undefined || isSameZone(account.schedule.timeZone, timeZone)) &&
    (anchorMs === undefined || account.schedule.anchorMs === anchorMs)
  );
}

/** The balance that the opening left, from its entry alone, so that a replay answers what the first call did. */
export function viewAtOpening(entry: Entry): AccountView {
  const { accountId, planId, seats, timeZone, anchorMs, expiresAtMs, cycleStartMs, after } = entry;
  if (
    planId === undefined ||
    timeZone === undefined ||
    anchorMs === undefined ||
    expiresAtMs === undefined ||
    cycleStartMs === undefined
  ) {
    throw new TypeError(`entry ${entry.seq} is not an account's opening`);
  }
  const isExhausted = after.available === 0;
  return {
    accountId,
    planId,
    ...present({ seats }),
    timeZone,
    anchorMs,
    state: isExhausted ? 'exhausted' : 'active',
    ...(isExhausted ? { exhaustedSinceMs: entry.atMs } : {}),
    ...after,
    seq: entry.seq,
    cycle: { index: entry.cycle, startMs: cycleStartMs, endMs: expiresAtMs },
    grants: entry.slices.map(({ grantId, credits }) => newGrant(grantId, credits, expiresAtMs, entry.seq)),
  };
}
