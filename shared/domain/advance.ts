/**
 * The lazy transition (rules 6, 11, 12): brings an account to an instant by everything that became due before it, in
 * order. Every change starts with it, every read computes it without writing, and the schedule runs it so that ledgers
 * and signals are punctual. However often it is triggered, each grant expires once and each cycle is opened once,
 * because it acts on the account's own state and the write that stores it is conditional on that state.
 */
import type { Account } from './account.ts';
import { cycleOf } from './cycle.ts';
import { type Entry, type Recorded, record } from './entry.ts';
import { type Grant, isLive, remaining } from './grant.ts';
import { type PlanCatalogue, planAt } from './plan.ts';
import { startCycle } from './start-cycle.ts';

/** The caller that automatic entries name. */
export const cycleCaller = 'cycle';

export interface Advanced {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** False when the bound was reached first: store this much, then go on. */
  readonly isCurrent: boolean;
}

interface Transition {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

export interface Instant {
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
}

/** `entriesMax` bounds one step, so that years without a request don't become one oversized write. */
export function advance(account: Account, { nowMs, plans }: Instant, entriesMax = Number.POSITIVE_INFINITY): Advanced {
  const entries: Entry[] = [];
  let current = account;
  for (let dueMs = dueAtMs(current); dueMs <= nowMs; dueMs = dueAtMs(current)) {
    if (entries.length >= entriesMax) return { account: current, entries, isCurrent: false };
    const step = transitionsAt(current, dueMs, plans);
    current = step.account;
    entries.push(...step.entries);
  }
  return { account: current, entries, isCurrent: true };
}

/** The next instant at which something of this account becomes due. Infinite for a closed account. */
export function dueAtMs(account: Account): number {
  if (account.closedAtMs !== undefined) return Number.POSITIVE_INFINITY;
  return Math.min(account.cycle.endMs, ...account.grants.map((grant) => grant.expiresAtMs));
}

function transitionsAt(account: Account, dueMs: number, plans: PlanCatalogue): Transition {
  const entries: Entry[] = [];
  let current = account;
  for (const grant of account.grants) {
    if (isLive(grant, dueMs)) continue;
    const step = expire(current, grant, dueMs);
    current = step.account;
    entries.push(...step.entries);
  }
  if (current.cycle.endMs > dueMs) return { account: current, entries };
  const renewed = renew(current, dueMs, plans);
  return { account: renewed.account, entries: [...entries, renewed.entry] };
}

/** An entry per grant, so that the customer sees what was lost. One that was spent to the last microcredit leaves none. */
function expire(account: Account, grant: Grant, dueMs: number): Transition {
  const credits = remaining(grant);
  const grants = account.grants.filter(({ grantId }) => grantId !== grant.grantId);
  if (credits === 0) return { account: { ...account, grants }, entries: [] };
  const { account: after, entry } = record(
    account,
    { grants },
    { type: 'expiry', atMs: dueMs, credits, slices: [{ grantId: grant.grantId, credits }], caller: cycleCaller },
  );
  return { account: after, entries: [entry] };
}

function renew(account: Account, dueMs: number, plans: PlanCatalogue): Recorded {
  const plan = planAt(plans, account.planId, dueMs);
  if (plan === undefined) throw new RangeError(`plan ${account.planId} has no version in effect at ${dueMs}`);
  const index = account.cycle.index + 1;
  const schedule =
    plan.cadence === account.schedule.cadence
      ? account.schedule
      : { ...account.schedule, anchorMs: dueMs, baseIndex: index, cadence: plan.cadence };
  const cycle = cycleOf(schedule, index);
  return startCycle({ ...account, schedule, cycle }, plan, { atMs: dueMs, caller: cycleCaller });
}
