import type { Account } from '../account/account.ts';
import { type Counting, moveLimits } from '../account/count-limits.ts';
import { drawUpTo } from '../account/draw.ts';
import { type Settled, settle } from '../account/give-back.ts';
import type { DueHolds, Hold, HoldState } from '../account/hold.ts';
import { idsOf, limitsSince } from '../account/limit.ts';
import { lesser, type Microcredits, microcredits, minus, noCredits, plus } from '../amount.ts';
import { type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { DraftOf, EntryDraft } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { cycleCaller, inTurn, type Transition } from './transition.ts';

/** The account without a hold that was settled. `openHolds` tells when none is left to wait for. */
export function withoutHold(account: Account, hold: Hold, used: Microcredits): Account {
  const { holdsDueMs, ...rest } = account;
  const openHolds = account.openHolds - 1;
  const limits = moveLimits(account.limits, countedBy(account, hold), { used, held: -hold.credits });
  const heldOverrun = minus(account.heldOverrun, hold.overrun);
  return {
    ...rest,
    openHolds,
    limits,
    heldOverrun,
    ...(openHolds === 0 || holdsDueMs === undefined ? {} : { holdsDueMs }),
  };
}

/** The spending limits that count a hold. */
export function countedBy(
  { limits }: Pick<Account, 'limits'>,
  { limitIds: named, openedSeq, dimensions }: Hold,
): Counting {
  const limitIds = idsOf(limitsSince(limits, openedSeq)).filter((limitId) => named.includes(limitId));
  return { limitIds, dimensions };
}

/** How the use of a hold is paid. */
export interface HoldPayment {
  /** The account's new members. */
  readonly changes: Pick<Account, 'grants' | 'overrun' | 'debt'>;
  /** Credits that are charged: all that ran, but for what is left uncovered. */
  readonly charged: Microcredits;
  /** How the entry says it. */
  readonly stated: Pick<
    DraftOf<'capture' | 'hold-expiry'>,
    'credits' | 'slices' | 'returned' | 'repaidDebt' | 'uncovered' | 'overrun' | 'uncoveredBefore'
  >;
}

/**
 * Pays for a hold. What ran is settled (R15), under either policy: what is set aside pays first, then what is available, then it overruns
 * as far as its reports were told or the plan's cap still leaves. The rest is not charged, and the entry says how much.
 */
export function payHold(account: Account, hold: Hold, used: Microcredits, overrunRoom: Microcredits): HoldPayment {
  const fromHold = lesser(used, hold.credits);
  const settled = settle(account.grants, hold.pinned, fromHold);
  const extra = drawUpTo(settled.grants, minus(used, fromHold), hold.category);
  const overrun = lesser(extra.missing, plus(hold.overrun, overrunRoom));
  const uncovered = minus(extra.missing, overrun);
  const charged = minus(used, uncovered);
  return {
    changes: {
      grants: extra.grants,
      overrun: microcredits(account.overrun - hold.overrun + overrun),
      debt: minus(account.debt, settled.repaidDebt),
    },
    charged,
    stated: {
      credits: charged,
      slices: [...settled.slices, ...extra.slices],
      ...settlement(hold, settled),
      ...(extra.missing === 0 ? {} : { overrun }),
      ...(uncovered === 0 ? {} : { uncovered }),
    },
  };
}

/** The room that the plan's cap leaves for overrun by work in progress. */
export function overrunRoom(account: Account, plans: PlanCatalogue, atMs: number): Microcredits {
  const cap = planAt(plans, account.planId, atMs)?.overrun.cap ?? noCredits;
  return microcredits(Math.max(0, cap - account.overrun));
}

/** The hold as settling leaves it. */
export function settledHold(hold: Hold, state: HoldState, used: Microcredits): Hold {
  return { ...hold, state, used, overrun: noCredits, pinned: [] };
}

/** The members of a settling entry that tell of what came back, and of overrun counted before. */
export function settlement(
  hold: Hold,
  { returned, repaidDebt }: Pick<Settled, 'returned' | 'repaidDebt'>,
): Pick<EntryDraft, 'returned' | 'repaidDebt' | 'uncoveredBefore'> {
  return {
    ...(returned.length === 0 ? {} : { returned }),
    ...(repaidDebt === 0 ? {} : { repaidDebt }),
    ...(hold.overrun === 0 ? {} : { uncoveredBefore: hold.overrun }),
  };
}

/**
 * Settles the holds whose time is up at an instant: what they had reported is charged, the rest given back. Then the
 * account waits for the next that is known, or may be.
 */
export function expireHolds(
  account: Account,
  dueMs: number,
  { dueHolds, plans }: { readonly dueHolds?: DueHolds; readonly plans: PlanCatalogue },
): Transition {
  if (account.holdsDueMs === undefined || account.holdsDueMs > dueMs) return { account, entries: [] };
  if (dueHolds === undefined) throw new TypeError('holds are past their time, and nobody looked for them');
  const expired = dueHolds.holds.filter((hold) => hold.expiresAtMs === dueMs);
  const { account: after, entries } = inTurn(account, expired, (before, hold) => expireHold(before, hold, plans));
  const { holdsDueMs: _passed, ...rest } = after;
  const later = dueHolds.holds.map((hold) => hold.expiresAtMs).filter((ms) => ms > dueMs);
  const nextMs = Math.min(dueHolds.nextMs, ...later);
  return { account: after.openHolds === 0 ? rest : { ...rest, holdsDueMs: nextMs }, entries };
}

function expireHold(account: Account, hold: Hold, plans: PlanCatalogue): Transition {
  const paid = payHold(account, hold, hold.used, overrunRoom(account, plans, hold.expiresAtMs));
  const recorded = record(withoutHold(account, hold, paid.charged), paid.changes, {
    type: 'hold-expiry',
    atMs: hold.expiresAtMs,
    caller: cycleCaller,
    category: hold.category,
    ...present({ dimensions: hold.dimensions }),
    hold: settledHold(hold, 'expired', paid.charged),
    ...paid.stated,
  });
  return { account: recorded.account, entries: [recorded.entry] };
}
