/**
 * R35: the plan's credits go on while the account's subscription covers the time. Its end is due like any other: from then on
 * what is left of them waits, and a cycle that begins meanwhile gets none. Once it covers again they go on at once, and the cycle gets its
 * own, whole and once. Packs and adjustments are paid for, or given, and are never touched; what holds have set aside is theirs.
 */
import type { Account } from '../account/account.ts';
import { hasEnded, left } from '../account/grant.ts';
import { coveredUntilMs, covering } from '../account/subscription.ts';
import { noCredits, total } from '../amount.ts';
import { type Plan, type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { RateCard } from '../catalogue/rate-card.ts';
import { record } from '../ledger/record.ts';
import { accrue } from './accrue.ts';
import { grantPlanCredits } from './start-cycle.ts';
import { cycleCaller, type Transition } from './transition.ts';

/** When something of it is due: at once where it stands otherwise than the account does. */
export function coverageDueMs({ subscription, suspendedSinceMs, isCycleUnpaid, lastAtMs }: Account): number {
  const untilMs = coveredUntilMs(subscription);
  if (suspendedSinceMs === undefined && isCycleUnpaid === undefined) return Math.max(untilMs, lastAtMs);
  return untilMs > lastAtMs ? lastAtMs : Number.POSITIVE_INFINITY;
}

/**
 * Reckons anew what the subscription covers, by another plan than before: one that costs nothing is always covered, and each has a grace
 * of its own. Says so where it differs, and sets aside what waits from now on; what was kept is charged before that.
 */
export function coverBy(account: Account, plan: Plan, { atMs, rateCards }: Accruing): Transition {
  if (account.subscription === undefined) return { account, entries: [] };
  const subscription = covering(account.subscription, plan);
  if (subscription.coveredUntilMs === account.subscription.coveredUntilMs) return { account, entries: [] };
  const charged = accrue(account, atMs, rateCards);
  const draft = {
    type: 'subscription',
    atMs,
    subscription,
    credits: noCredits,
    slices: [],
    caller: cycleCaller,
  } as const;
  const told = record(charged.account, { subscription }, draft);
  const { account: covered, entries } = suspend(told.account, atMs);
  return { account: covered, entries: [...charged.entries, told.entry, ...entries] };
}

interface Accruing {
  readonly atMs: number;
  readonly rateCards: readonly RateCard[];
}

/** Sets aside what is left of the plan's credits until somebody pays. */
export function suspend(account: Account, dueMs: number): Transition {
  if (account.suspendedSinceMs !== undefined || isCovered(account, dueMs)) return { account, entries: [] };
  const suspended = record(account, { suspendedSinceMs: dueMs }, { type: 'suspension', ...occasion(account, dueMs) });
  return { account: suspended.account, entries: [suspended.entry] };
}

/** Lets them go on. */
export function resume(account: Account, dueMs: number): Transition {
  if (account.suspendedSinceMs === undefined || !isCovered(account, dueMs)) return { account, entries: [] };
  const { suspendedSinceMs: _over, ...resumed } = account;
  const recorded = record(resumed, {}, { type: 'resumption', ...occasion(account, dueMs) });
  return { account: recorded.account, entries: [recorded.entry] };
}

/** Gives a cycle that began unpaid its credits. */
export function grantUnpaid(account: Account, dueMs: number, { plans }: { readonly plans: PlanCatalogue }): Transition {
  if (account.isCycleUnpaid === undefined || !isCovered(account, dueMs)) return { account, entries: [] };
  const plan = planAt(plans, account.planId, dueMs);
  if (plan === undefined) throw new RangeError(`plan ${account.planId} has no version in effect at ${dueMs}`);
  const { isCycleUnpaid: _paid, ...paid } = account;
  const granted = grantPlanCredits(paid, plan, { atMs: dueMs, caller: cycleCaller });
  return { account: granted.account, entries: [granted.entry] };
}

function isCovered({ subscription }: Account, atMs: number): boolean {
  return coveredUntilMs(subscription) > atMs;
}

/** The grants of the plan that wait, or go on, and what is left of them. */
function occasion({ grants }: Account, atMs: number) {
  const slices = grants
    .filter((grant) => grant.source === 'plan' && !hasEnded(grant))
    .map((grant) => ({ grantId: grant.grantId, credits: left(grant) }))
    .filter(({ credits }) => credits > 0);
  return { atMs, slices, credits: total(slices.map(({ credits }) => credits)), caller: cycleCaller };
}
