import type { Account } from '../account/account.ts';
import { moveLimits } from '../account/count-limits.ts';
import { giveBackOverrun, putBack } from '../account/give-back.ts';
import { lesser, type Microcredits, microcredits, minus, noCredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { type Charge, isCharge, payersOf } from '../ledger/charge.ts';
import type { Entry } from '../ledger/entry.ts';
import { reversalMark } from '../ledger/mark.ts';
import type { Undone } from '../ledger/undone.ts';
import { present } from '../present.ts';
import { limitsCounting } from '../transitions/limits-counting.ts';
import { change, command, type Proposal } from './command.ts';
import { type Request, refuse } from './decision.ts';
import type { Rules } from './needs.ts';
import { reissue } from './reissue-credits.ts';
import { type Part, type Portion, partOf } from './reversal-part.ts';

export interface Reversal extends Portion, Pick<Request, 'caller'> {
  /** The entry to undo: a debit, a capture, a hold's expiry or an accrual. */
  readonly seq: number;
  /** Grants anew, as an adjustment, what grants that have ended had paid. Otherwise it is forfeited. */
  readonly reissue?: boolean;
  readonly reason?: string;
}

/**
 * R24: undoes a charge, whole or in parts up to the whole: back to the same slices, the last that paid first. It names what it
 * undoes, SKU lines and dimensions, so that trends subtract it there, and what was undone in all, so that the next knows.
 */
export const reversal = command({
  needs: ({ seq }: Reversal) => ({ entrySeq: seq, marks: [reversalMark(seq)] }),
  decide(account, asked, found) {
    const target = found.entry(asked.seq);
    if (target === undefined) return refuse({ reason: 'entry-not-found' });
    if (!isCharge(target)) return refuse({ reason: 'entry-not-reversible' });
    const newest = found.markedEntry(reversalMark(asked.seq));
    const before = newest && undoneBy(newest, target);
    if (newest !== undefined && before?.credits === target.credits)
      return refuse({ reason: 'entry-reversed', reversedBy: newest.seq });
    const part = partOf(target, before, asked);
    if (part.kind === 'refused') return part;
    return undo(account, { target, part, passed: before?.credits ?? noCredits }, asked, found);
  },
});

/** The sum that was undone, by the newest reversal. One that doesn't say undid the whole. */
function undoneBy({ inAll }: Entry, target: Charge): Undone {
  return inAll ?? { credits: target.credits };
}

interface Undoing {
  readonly target: Charge;
  readonly part: Part;
  /** The credits of it that were undone before. */
  readonly passed: Microcredits;
}

function undo(before: Account, { target, part, passed }: Undoing, asked: Reversal, found: Rules): Proposal {
  const { credits, stated } = part;
  const payers = payersOf(target, passed, credits);
  const forfeited = putBack(before.grants, payers.slices).slices.filter((slice) => slice.forfeited);
  const reissued =
    asked.reissue === true && forfeited.length > 0
      ? reissue(before, { forfeited, of: target, asked }, found)
      : undefined;
  if (reissued?.kind === 'refused') return reissued;
  const account = reissued?.account ?? before;
  const back = putBack(account.grants, payers.slices);
  const overrun = lesser(payers.overrun, overrunOf(account, target, found));
  const owed = mayBeRepaid(account, target) ? minus(payers.overrun, overrun) : noCredits;
  const repaid = giveBackOverrun(back.grants, owed);
  return change(
    account,
    {
      grants: repaid.grants,
      debt: minus(account.debt, back.repaidDebt),
      overrun: minus(account.overrun, overrun),
      limits: moveLimits(account.limits, limitsCounting(account, target), { used: -credits }),
    },
    {
      type: 'reversal',
      atMs: found.nowMs,
      credits,
      slices: back.slices,
      reverses: target.seq,
      category: target.category,
      ...stated,
      ...present({ dimensions: target.dimensions, reason: asked.reason }),
      ...(repaid.slices.length === 0 ? {} : { returned: repaid.slices }),
      ...(overrun === 0 ? {} : { overrun }),
      ...(back.repaidDebt === 0 ? {} : { repaidDebt: back.repaidDebt }),
    },
    reissued?.entries,
  );
}

/**
 * The overrun that the account still has of a charge, as far as one can tell: what open holds may yet use is theirs, and
 * that of an earlier cycle is there only where the plan carries it over.
 */
function overrunOf(account: Account, { cycle }: Charge, { plans, nowMs }: Rules): Microcredits {
  const isCarried = planAt(plans, account.planId, nowMs)?.overrun.policy === 'carry';
  const isThere = cycle === account.cycle.index || isCarried;
  return isThere ? microcredits(Math.max(0, account.overrun - account.heldOverrun)) : noCredits;
}

/** Tells whether a plan's grant that is still there may have repaid it: of this cycle, or the one before. */
function mayBeRepaid(account: Account, { cycle }: Charge): boolean {
  return cycle >= account.cycle.index - 1;
}
