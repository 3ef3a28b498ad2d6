/**
 * An account as its entries say it is: what each did to grants, cycle, plan, limits, standing usage and holds. With it a balance
 * is told as of any instant, and an account whose own item can't be read as of its last entry that can be proved. The decisions
 * aren't asked again: an entry says what came of them.
 */
import type { Account } from '../account/account.ts';
import { countSettled, limitsAt } from '../account/count-limits.ts';
import { flowOut, hold, use } from '../account/draw.ts';
import { end, hasEnded, isLive, left, withWaiting } from '../account/grant.ts';
import { givenUpBy, withMore } from '../account/withdrawn.ts';
import { minus, noCredits, plus } from '../amount.ts';
import { type ByType, byType, type Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import { opened, paidLate, planChanged, renewed, reopened } from './replay/cycles.ts';
import { chargedBack, moved, withoutNotice } from './replay/grants.ts';
import { counted, settled, withHold } from './replay/holds.ts';
import { limited, reversed } from './replay/limits.ts';
import { type Replayed, type ReplayRules, withAccount } from './replay/replayed.ts';
import { accrued, kept } from './replay/standing.ts';

/** The account after an entry that follows it; `before` is undefined for the first of a ledger. */
export function replayed(before: Replayed | undefined, entry: Entry, rules: ReplayRules): Replayed {
  const from = before ?? { account: opened(entry), holds: new Map(), purchases: new Map() };
  const { account, ...rest } = byType(effects, entry, atTime(from, entry), rules);
  return { account: placed(account, entry), ...rest };
}

/** Its place in the ledger, and what follows from the balance that the entry states. */
function placed(account: Account, { seq, hash: headHash, atMs: lastAtMs, after }: Entry): Account {
  const { exhaustedSinceMs, ...rest } = account;
  const grants = withWaiting(account.grants, account.suspendedSinceMs !== undefined);
  const next = {
    ...rest,
    grants,
    seq,
    headHash,
    lastAtMs,
    ...(rest.standing.length === 0 ? { accruedAtMs: lastAtMs } : {}),
  };
  return after.available > noCredits ? next : { ...next, exhaustedSinceMs: exhaustedSinceMs ?? lastAtMs };
}

function atTime(from: Replayed, { atMs }: Entry): Replayed {
  return { ...from, account: accountBy(from.account, atMs) };
}

/**
 * An account as time leaves it without an entry: a grant that was spent to the last microcredit ends, and so does the time of its
 * notice; limits end, and begin their day or week anew.
 */
export function accountBy(account: Account, atMs: number): Account {
  let { grants } = account;
  const { seq: afterSeq, schedule, limits } = account;
  for (const grant of account.grants) {
    if (left(grant) !== noCredits) continue;
    if ((grant.noticeAtMs ?? atMs + 1) <= atMs)
      grants = grants.map((each) => (each === grant ? withoutNotice(each) : each));
    if (!hasEnded(grant) && !isLive(grant, atMs)) grants = end(grants, grant);
  }
  const { timeZone } = schedule;
  return { ...account, grants, limits: limitsAt(limits, { atMs, afterSeq, timeZone }) };
}

type Effect = (from: Replayed, rules: ReplayRules) => Replayed;
type EffectOf = Parameters<Effect>;

const effects = {
  grant: (entry, from, rules) =>
    entry.cycleStartMs === undefined ? paidLate(entry, from, rules) : renewed(entry, from, rules),
  'plan-change': planChanged,
  debit: (entry, from) => {
    const { limits } = from.account;
    const used = countSettled(limits, entry, { used: entry.credits });
    const overrun = plus(from.account.overrun, entry.uncovered ?? noCredits);
    return withAccount(from, { ...moved(from.account, entry.slices, use), limits: used, overrun });
  },
  accrual: accrued,
  hold: (entry, from) => {
    const account = counted(moved(from.account, entry.slices, hold), entry.hold, { held: entry.credits });
    return withHold(withAccount(from, { ...account, openHolds: account.openHolds + 1 }), entry.hold);
  },
  extension: (entry, from) => {
    const account = counted(moved(from.account, entry.slices, hold), entry.hold, { held: entry.credits });
    const overrun = plus(account.overrun, entry.uncovered ?? noCredits);
    const heldOverrun = plus(account.heldOverrun, entry.uncovered ?? noCredits);
    return withHold(withAccount(from, { ...account, overrun, heldOverrun }), entry.hold);
  },
  report: (entry, from) => withHold(from, entry.hold),
  capture: settled,
  release: settled,
  'hold-expiry': settled,
  reversal: reversed,
  correction: (entry, from) => withAccount(from, moved(from.account, entry.slices, flowOut('corrected'))),
  void: (entry, from) => {
    const named = new Set(entry.slices.map(({ grantId }) => grantId));
    let { grants } = from.account;
    for (const grant of from.account.grants)
      if (named.has(grant.grantId)) grants = end(grants, { ...grant, expiresAtMs: entry.atMs });
    return withAccount(from, { ...from.account, grants });
  },
  refund: (entry, from) => withAccount(from, moved(from.account, entry.slices, flowOut('refunded'))),
  chargeback: chargedBack,
  expiry: (entry, from) => {
    const named = new Set(entry.slices.map(({ grantId }) => grantId));
    let { grants } = from.account;
    for (const grant of from.account.grants) if (named.has(grant.grantId)) grants = end(grants, grant);
    return withAccount(from, { ...from.account, grants });
  },
  waiver: (entry, from) => withAccount(from, { ...from.account, overrun: minus(from.account.overrun, entry.credits) }),
  'standing-usage': kept,
  limit: limited,
  notice: (entry, from) => {
    const named = new Set(entry.slices.map(({ grantId }) => grantId));
    const grants = from.account.grants.map((grant) => (named.has(grant.grantId) ? withoutNotice(grant) : grant));
    return withAccount(from, { ...from.account, grants });
  },
  'auto-top-up': (entry, from) => {
    const { autoTopUp: _before, ...rest } = from.account;
    return withAccount(from, { ...rest, ...present({ autoTopUp: entry.autoTopUp }) });
  },
  closure: (entry, from) => {
    const { nextPlanId: _plan, nextSeats: _seats, ...open } = from.account;
    return withAccount(from, { ...open, grants: [], standing: [], limits: [], closedAtMs: entry.atMs });
  },
  reopening: reopened,
  repair: (entry, from) =>
    withAccount(from, { ...from.account, withdrawn: withMore(from.account.withdrawn, givenUpBy(entry)) }),
  subscription: ({ subscription }, from) => withAccount(from, { ...from.account, subscription }),
  suspension: ({ atMs }, from) => withAccount(from, { ...from.account, suspendedSinceMs: atMs }),
  resumption: (_entry, from) => {
    const { suspendedSinceMs: _over, ...resumed } = from.account;
    return withAccount(from, resumed);
  },
} satisfies ByType<EffectOf, Replayed>;
