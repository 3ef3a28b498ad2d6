/** Ways back from a spending limit: raising what is in the way, or waiting until it begins anew. */
import type { Account } from '../account/account.ts';
import { isOfClock, limitsAsked, roomIn } from '../account/limit.ts';
import { periodAt } from '../account/limit-period.ts';
import { amountMaxMicrocredits, microcredits } from '../amount.ts';
import { advance } from '../transitions/advance.ts';
import { isRuled, knownHolds, type RefusalRules, renewalsMax } from './looking-ahead.ts';
import { obstacleTo, type ProposedCharge } from './obstacle.ts';
import type { Way } from './way.ts';

/** Every limit in the way, each raised to just what lets the charge through. */
export function raisedLimits(account: Account, charge: ProposedCharge): readonly Way[] {
  const { credits: required } = charge;
  const raised = limitsAsked(account.limits, charge)
    .filter((limit) => roomIn(limit) < required)
    .map(({ limitId, used, held }) => ({ limitId, credits: microcredits(used + held + required) }));
  const isPossible = raised.every(({ credits }) => credits <= amountMaxMicrocredits);
  const isEnough = obstacleTo(account, { ...charge, isUnlimited: true }) === undefined;
  return isPossible && isEnough ? [{ kind: 'raise-limits', limits: raised }] : [];
}

/** The first time at which limits begin a day or week anew, or end, that lets the charge through, if nothing else is used. */
export function limitResetThatHelps(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
): Extract<Way, { kind: 'limit-reset' }> | undefined {
  const dueHolds = knownHolds(rules.openHolds?.() ?? []);
  let current = account;
  for (const atMs of turnsOf(account)) {
    for (let renewals = 0; current.cycle.endMs <= atMs; renewals += 1) {
      if (renewals === renewalsMax || !isRuled(current, rules)) return undefined;
      current = advance(current, { ...rules, dueHolds, nowMs: current.cycle.endMs }).account;
    }
    current = advance(current, { ...rules, dueHolds, nowMs: atMs }).account;
    if (obstacleTo(current, charge) === undefined) return { kind: 'limit-reset', atMs };
  }
  return undefined;
}

/** Days or weeks that are looked ahead to: work in progress that ends in the first of them may use up the next. */
const periodsAhead = 3;

/** Soonest first. */
function turnsOf({ limits, schedule }: Account): readonly number[] {
  const turns = limits.flatMap(({ period, span, endsAtMs }) => {
    const ahead = endsAtMs === undefined ? [] : [endsAtMs];
    let untilMs = span?.untilMs;
    for (let periods = 0; isOfClock(period) && untilMs !== undefined && periods < periodsAhead; periods += 1) {
      ahead.push(untilMs);
      untilMs = periodAt(period, untilMs, schedule.timeZone).endMs;
    }
    return ahead;
  });
  return [...new Set(turns)].sort((a, b) => a - b);
}
