/**
 * The ways back from a refusal (R26): each of them, taken alone, lets the very same charge through, which is asked of the account
 * as it would leave it. Pure: of the account, the charge, the time, the plans, and the open holds as far as they were looked up.
 */
import { type Account, balanceOf } from '../account/account.ts';
import { availableFor } from '../account/grant.ts';
import type { Hold } from '../account/hold.ts';
import { countersOf, roomIn } from '../account/limit.ts';
import { amountMaxMicrocredits, microcredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { present } from '../present.ts';
import { advance } from '../transitions/advance.ts';
import { limitResetThatHelps, raisedLimits } from './limit-ways.ts';
import { isRuled, knownHolds, type RefusalRules, renewalsMax } from './looking-ahead.ts';
import { obstacleTo, type ProposedCharge } from './obstacle.ts';
import { type PackOffer, packOffers } from './pack-offer.ts';
import type { Way } from './way.ts';

/** Ends of holds that a refusal names, and that are looked ahead to. */
const holdEndsMax = 20;

/** Says that so much may have to wait for work in progress: more than is available, or than some limit has left. */
export function lacks({ grants, limits }: Account, credits: number): boolean {
  return (
    credits > availableFor(grants, undefined) ||
    limits.flatMap(countersOf).some((limit) => limit.held > 0 && credits > roomIn(limit))
  );
}

/** None for a closed account, and when nothing in sight helps. In the order of what they ask: wait a little, raise a limit, pay for the plan, buy, wait. */
export function waysBack(account: Account, charge: ProposedCharge, rules: RefusalRules): readonly Way[] {
  const obstacle = obstacleTo(account, charge);
  if (obstacle === undefined || obstacle.reason === 'account-closed') return [];
  const holdEnd = holdEndThatHelps(account, charge, rules);
  const isLimit = obstacle.reason !== 'insufficient-credits';
  const reset = isLimit ? limitResetThatHelps(account, charge, rules) : undefined;
  const renewal = renewalThatHelps(account, charge, rules);
  const isResetSooner = reset !== undefined && (renewal === undefined || reset.atMs < renewal.atMs);
  const wait = isResetSooner ? reset : renewal;
  const isSooner = holdEnd !== undefined && (wait === undefined || holdEnd.atMs < wait.atMs);
  return [
    ...(isSooner ? [holdEnd] : []),
    ...(obstacle.reason === 'limit-reached' ? raisedLimits(account, charge) : []),
    ...(isLimit ? [] : paymentThatHelps(account, charge, rules)),
    ...(obstacle.reason === 'insufficient-credits' ? helpfulPacks(account, charge, rules).map(packsWay) : []),
    ...(wait === undefined ? [] : [wait]),
  ];
}

/** The first end of an open hold that leaves enough, if nothing else is used. */
function holdEndThatHelps(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
): Extract<Way, { kind: 'hold-end' }> | undefined {
  const holds = rules.openHolds?.() ?? [];
  const { held } = balanceOf(account);
  if (availableFor(account.grants, charge.category) + held < charge.credits) return undefined;
  let current = account;
  for (const atMs of endsOf(holds)) {
    if (!isRuled(current, rules) && atMs >= current.cycle.endMs) return undefined;
    current = advance(current, { ...rules, dueHolds: knownHolds(holds), nowMs: atMs }).account;
    if (obstacleTo(current, charge) === undefined) return { kind: 'hold-end', atMs };
  }
  return undefined;
}

/** Paying for the plan of a suspended account, where that leaves enough (R35). */
function paymentThatHelps(account: Account, charge: ProposedCharge, rules: RefusalRules): readonly Way[] {
  const { subscription } = account;
  if (account.suspendedSinceMs === undefined || subscription === undefined) return [];
  // Whoever reads an account decides its tail again, and knows no plans: that it was refused is enough then.
  if (planAt(rules.plans, account.planId, rules.nowMs) === undefined) return [];
  const { coveredUntilMs: _then, ...always } = subscription;
  const paid = { ...account, subscription: always };
  const dueHolds = knownHolds(rules.openHolds?.() ?? []);
  const { account: resumed } = advance(paid, { ...rules, dueHolds });
  return obstacleTo(resumed, charge) === undefined
    ? [{ kind: 'payment', subscriptionId: subscription.subscriptionId }]
    : [];
}

/** The first renewal that leaves enough: by the plan of then, after debts and overrun are repaid, if nothing is used. */
function renewalThatHelps(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
): Extract<Way, { kind: 'renewal' }> | undefined {
  const dueHolds = knownHolds(rules.openHolds?.() ?? []);
  let current = account;
  for (let renewals = 1; renewals <= renewalsMax && isRuled(current, rules); renewals += 1) {
    const atMs = current.cycle.endMs;
    const isBest = isNextTheBest(current, rules);
    current = advance(current, { ...rules, dueHolds, nowMs: atMs }).account;
    if (obstacleTo(current, charge) === undefined) return { kind: 'renewal', atMs, renewals };
    if (isBest) return undefined;
  }
  return undefined;
}

/** Says that no renewal leaves more than the next: nothing is owed, no work goes on, and no other version of its plan is to come. */
function isNextTheBest(account: Account, { plans }: RefusalRules): boolean {
  const { debt, overrun, openHolds, planId, nextPlanId = planId, cycle } = account;
  const isLastVersion = planAt(plans, nextPlanId, cycle.endMs) === planAt(plans, nextPlanId, Number.POSITIVE_INFINITY);
  return debt === 0 && overrun === 0 && openHolds === 0 && isLastVersion;
}

/** Packs of the account's plan that bring what is missing, once the debt is repaid of them: all that a balance has room for. */
export function helpfulPacks(account: Account, charge: ProposedCharge, rules: RefusalRules): readonly PackOffer[] {
  const { available, held, debt } = balanceOf(account);
  const missing = charge.credits - availableFor(account.grants, charge.category) + debt;
  if (missing > amountMaxMicrocredits) return [];
  const packs = planAt(rules.plans, account.planId, rules.nowMs)?.packs ?? [];
  return packOffers(packs, microcredits(missing)).filter(({ pack, credits: bought }) => {
    const beforeLast = Math.max(0, bought - pack.credits - debt);
    return available + held + beforeLast + pack.credits <= amountMaxMicrocredits;
  });
}

function packsWay({ pack: { packId }, count, credits, price }: PackOffer): Way {
  const isSold = (price?.millionths ?? 0) > 0 ? (true as const) : undefined;
  return { kind: 'packs', packId, count, credits, ...present({ price, isSold }) };
}

/** When open holds end at the latest, soonest first. */
export function endsOf(holds: readonly Hold[]): readonly number[] {
  return [...new Set(holds.map(({ expiresAtMs }) => expiresAtMs))].sort((a, b) => a - b).slice(0, holdEndsMax);
}
