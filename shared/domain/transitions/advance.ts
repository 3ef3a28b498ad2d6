/**
 * The lazy transition (R6, R11, R12): brings an account to an instant by everything that became due before it, in
 * order. Every change starts with it, every read computes it without writing, and the schedule runs it so that ledgers
 * and signals are punctual. However often it is triggered, each grant expires once and each cycle is opened once,
 * because it acts on the account's own state and the write that stores it is conditional on that state.
 */
import { type Account, withSeats } from '../account/account.ts';
import { lastTurnMs, limitsAt, nextTurnMs } from '../account/count-limits.ts';
import { end, type Grant, hasEnded, isLive, left } from '../account/grant.ts';
import { type DueHolds, noDueHolds } from '../account/hold.ts';
import { anchorOf, coveredUntilMs } from '../account/subscription.ts';
import { minus } from '../amount.ts';
import { type Plan, type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { RateCard } from '../catalogue/rate-card.ts';
import { cycleFollowing } from '../cycle.ts';
import type { DraftOf, Entry } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { accrue, nextAccrualMs } from './accrue.ts';
import { coverageDueMs, coverBy, grantUnpaid, resume, suspend } from './coverage.ts';
import { expireHolds } from './settle-hold.ts';
import { startCycle } from './start-cycle.ts';
import { cycleCaller, inTurn, type Transition } from './transition.ts';

export interface AdvancedAccount {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** False when the bound was reached first: store this much, then go on. */
  readonly isCurrent: boolean;
}

/** An instant, and the catalogue that rules up to it. */
export interface Instant {
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
  /** Those that came into effect since the account's standing usage was last charged; an account without any needs none. */
  readonly rateCards: readonly RateCard[];
  /** Holds that are past their time, where the account has any open. Nothing is brought past what is known of them. */
  readonly dueHolds?: DueHolds;
}

/** `entriesMax` bounds one step, so that years without a request don't become one oversized write. */
export function advance(account: Account, instant: Instant, entriesMax = Number.POSITIVE_INFINITY): AdvancedAccount {
  const entries: Entry[] = [];
  let current = account;
  const untilMs = knownUntilMs(instant);
  for (let dueMs = dueAtMs(current); dueMs <= untilMs; dueMs = dueAtMs(current)) {
    if (entries.length >= entriesMax) return { account: current, entries, isCurrent: false };
    const step = inTurn(current, transitions, (before, transition) => transition(before, dueMs, instant));
    current = step.account;
    entries.push(...step.entries);
  }
  return { account: current, entries, isCurrent: untilMs === instant.nowMs };
}

/** A hold that isn't known yet may expire at or after `nextMs`: what comes first must be done first. */
function knownUntilMs({ nowMs, dueHolds = noDueHolds }: Instant): number {
  return Math.min(nowMs, dueHolds.nextMs - 1);
}

/** The next instant at which something of this account becomes due. Infinite for a closed account. */
export function dueAtMs(account: Account): number {
  if (account.closedAtMs !== undefined) return Number.POSITIVE_INFINITY;
  return Math.min(besidesLimitsMs(account), ...account.limits.map(nextTurnMs));
}

/** The same, but for what only begins a limit anew or ends it. */
function besidesLimitsMs(account: Account): number {
  const { cycle, grants, holdsDueMs = Number.POSITIVE_INFINITY } = account;
  return Math.min(
    cycle.endMs,
    holdsDueMs,
    coverageDueMs(account),
    nextAccrualMs(account),
    ...grants
      .filter((grant) => !hasEnded(grant))
      .map(({ expiresAtMs, noticeAtMs = expiresAtMs }) => Math.min(expiresAtMs, noticeAtMs)),
  );
}

/**
 * R11, in its order. Each does nothing unless its time has come. A grant ends before the holds that expire in the same
 * instant return to it: what they give back is forfeited, and credits that are dead are in no balance between. A cycle that is paid
 * for late has its credits before what waits goes on: no balance between is low, and asks for a top-up.
 */
const transitions: readonly ((account: Account, dueMs: number, instant: Instant) => Transition)[] = [
  accrueBeforeItEnds,
  turnLimits,
  giveNotice,
  expireGrants,
  expireHolds,
  forgiveOverrun,
  suspend,
  renew,
  grantUnpaid,
  resume,
];

/** Before a grant ends, or waits (R35), it pays for what was kept while it lived. */
function accrueBeforeItEnds(account: Account, dueMs: number, { rateCards }: Instant): Transition {
  const { subscription, suspendedSinceMs } = account;
  const isSuspended = suspendedSinceMs === undefined && coveredUntilMs(subscription) === dueMs;
  const isCharged =
    isSuspended ||
    nextAccrualMs(account) <= dueMs ||
    account.grants.some((grant) => !hasEnded(grant) && !isLive(grant, dueMs));
  return isCharged && account.standing.length > 0 ? accrue(account, dueMs, rateCards) : { account, entries: [] };
}

/**
 * Without an entry: what a limit lets through follows from the time alone. Days of which nothing else tells are passed at once, up to
 * what is due next. The account's time moves, so that no clock that is behind counts in a day that is over.
 */
function turnLimits(account: Account, dueMs: number, instant: Instant): Transition {
  const { limits, seq: afterSeq, schedule } = account;
  if (!limits.some((limit) => nextTurnMs(limit) <= dueMs)) return { account, entries: [] };
  const atMs = Math.max(dueMs, Math.min(knownUntilMs(instant), besidesLimitsMs(account) - 1));
  const turned = limitsAt(limits, { atMs, afterSeq, timeZone: schedule.timeZone });
  const turnedAtMs = lastTurnMs(limits, atMs, schedule.timeZone);
  return { account: { ...account, limits: turned, lastAtMs: Math.max(account.lastAtMs, turnedAtMs) }, entries: [] };
}

function giveNotice(account: Account, dueMs: number): Transition {
  const isDue = ({ noticeAtMs }: Grant): boolean => noticeAtMs !== undefined && noticeAtMs <= dueMs;
  return inTurn(account, account.grants.filter(isDue), (before, grant) => {
    const { noticeAtMs: _given, ...noticed } = grant;
    const grants = before.grants.map((each) => (each.grantId === grant.grantId ? noticed : each));
    const { expiresAtMs } = grant;
    return withEntry(before, { grants }, grant, { type: 'notice', atMs: dueMs, expiresAtMs });
  });
}

/** An entry per grant, so that the customer sees what was lost. */
function expireGrants(account: Account, dueMs: number): Transition {
  const ended = account.grants.filter((grant) => !hasEnded(grant) && !isLive(grant, dueMs));
  return inTurn(account, ended, (before, grant) => {
    const grants = end(before.grants, grant);
    return withEntry(before, { grants }, grant, { type: 'expiry', atMs: dueMs });
  });
}

type AboutGrant<T extends 'notice' | 'expiry'> = Omit<DraftOf<T>, 'credits' | 'slices' | 'caller'>;

/**
 * An entry about what a grant still holds. One that was spent to the last microcredit leaves none; the account's time moves
 * all the same, so that no clock that is behind finds itself before an end that has come, with the grant gone already.
 */
function withEntry(
  account: Account,
  changes: Partial<Account>,
  grant: Grant,
  draft: AboutGrant<'notice'> | AboutGrant<'expiry'>,
): Transition {
  const credits = left(grant);
  if (credits === 0) return { account: { ...account, ...changes, lastAtMs: draft.atMs }, entries: [] };
  const slices = [{ grantId: grant.grantId, credits }];
  const recorded = record(account, changes, { ...draft, credits, slices, caller: cycleCaller });
  return { account: recorded.account, entries: [recorded.entry] };
}

/** R19: the plan of the cycle that ends says what becomes of its overrun. */
export function forgiveOverrun(account: Account, dueMs: number, { plans }: Pick<Instant, 'plans'>): Transition {
  const { cycle, planId, heldOverrun } = account;
  const overrun = minus(account.overrun, heldOverrun);
  const policy = planAt(plans, planId, dueMs - 1)?.overrun.policy ?? 'forgive';
  if (cycle.endMs > dueMs || overrun === 0 || policy === 'carry') return { account, entries: [] };
  const { account: after, entry } = record(
    account,
    { overrun: heldOverrun },
    { type: 'waiver', atMs: dueMs, credits: overrun, slices: [], caller: cycleCaller },
  );
  return { account: after, entries: [entry] };
}

/** Opens the next cycle, on the plan and with the seats that waited for it if there are any. */
function renew(account: Account, dueMs: number, { plans, rateCards }: Instant): Transition {
  if (account.cycle.endMs > dueMs) return { account, entries: [] };
  const { nextPlanId, nextSeats: seats = account.seats ?? 1, ...current } = account;
  const plan = ruling(plans, nextPlanId ?? account.planId, dueMs);
  const index = account.cycle.index + 1;
  const schedule =
    plan.cadence === account.schedule.cadence
      ? account.schedule
      : { ...account.schedule, anchorMs: dueMs, baseIndex: index, cadence: plan.cadence };
  const { account: covered, entries } = coverBy(current, plan, { atMs: dueMs, rateCards });
  const begun = cycleFollowing(schedule, index, { atMs: dueMs, anchorMs: anchorOf(covered.subscription) });
  const next = withSeats({ ...covered, planId: plan.planId, ...begun }, seats);
  const { account: renewed, entry } = startCycle(next, plan, { atMs: dueMs, caller: cycleCaller });
  return { account: renewed, entries: [...entries, entry] };
}

function ruling(plans: PlanCatalogue, planId: string, atMs: number): Plan {
  const plan = planAt(plans, planId, atMs);
  if (plan === undefined) throw new RangeError(`plan ${planId} has no version in effect at ${atMs}`);
  return plan;
}
