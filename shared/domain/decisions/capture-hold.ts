import { type Account, balanceOf } from '../account/account.ts';
import { drawUpTo, type Settled, settle } from '../account/grant.ts';
import type { Hold } from '../account/hold.ts';
import { lesser, type Microcredits, microcredits, minus, noCredits, plus } from '../amount.ts';
import type { EntryDraft } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { settledHold, settlement, withoutHold } from '../transitions/settle-hold.ts';
import { type Cost, decideDebit } from './debit-credits.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';
import { findHold } from './find-hold.ts';
import { overrunRoom } from './report-usage.ts';
import { restoreOf } from './restore.ts';

export interface CaptureCommand extends Request {
  readonly holdId: string;
  /** What the work used in all; by an amount, or priced by a rate card. */
  readonly cost: CapturedCost;
  /** Once the hold has expired, charge what wasn't charged then as a fresh debit. */
  readonly isLateAllowed: boolean;
}

export type CapturedCost = (Omit<Extract<Cost, { kind: 'priced' }>, 'category'> & { readonly category?: never }) | Cost;

type PricedCapture = CaptureCommand & { readonly cost: Exclude<CapturedCost, { readonly kind: 'sku-unknown' }> };

/**
 * Settles a hold with what its work used. What was set aside pays first, then what is available; beyond that `complete`
 * overruns up to the plan's cap, and `pause` is refused and may capture less. What is left goes back to the same slices.
 */
export function decideCapture(account: Account, command: CaptureCommand, context: DecisionContext): Decision {
  const { cost, holdId } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
  const found = findHold(context, holdId);
  if (found.kind === 'refused') return found;
  if (found.kind === 'expired') {
    return command.isLateAllowed
      ? chargeLate(account, { ...command, cost }, found.hold, context)
      : refuse({ reason: 'hold-expired' });
  }
  const { hold } = found;
  if (cost.category !== undefined && cost.category !== hold.category) return refuse({ reason: 'hold-category' });
  const paid = paidFor(account, hold, cost.credits);
  if (paid.missing > overrunAllowed(account, hold, context)) {
    const { available } = balanceOf(account);
    return refuse({
      reason: 'insufficient-credits',
      available: plus(hold.credits, available),
      required: cost.credits,
      restore: restoreOf(account, context),
    });
  }
  const settled = settledHold(hold, 'captured', cost.credits);
  const recorded = record(
    withoutHold(account, hold, cost.credits),
    { grants: paid.grants, overrun: microcredits(account.overrun - hold.overrun + paid.missing) },
    { ...draftOf(command, hold, cost), ...paid.stated, hold: settled, atMs: context.nowMs },
  );
  return { kind: 'change', ...recorded };
}

/** A `complete` hold may use what it had overrun already, and what the cap still leaves. */
function overrunAllowed(account: Account, hold: Hold, context: DecisionContext): Microcredits {
  return hold.whenExhausted === 'complete' ? plus(hold.overrun, overrunRoom(account, context)) : noCredits;
}

interface Paid {
  readonly grants: Settled['grants'];
  readonly missing: Microcredits;
  readonly stated: Pick<EntryDraft, 'slices' | 'returned' | 'uncovered' | 'uncoveredBefore'>;
}

/** What is set aside pays first, what is available after it. */
function paidFor(account: Account, hold: Hold, credits: Microcredits): Paid {
  const settled = settle(account.grants, hold.pinned, lesser(credits, hold.credits));
  const extra = drawUpTo(settled.grants, minus(credits, lesser(credits, hold.credits)));
  const { missing } = extra;
  return {
    grants: extra.grants,
    missing,
    stated: {
      slices: [...settled.slices, ...extra.slices],
      ...settlement(hold, settled),
      ...(missing === 0 ? {} : { uncovered: missing }),
    },
  };
}

function draftOf(
  { caller, idempotencyKey, fingerprint }: Request,
  hold: Hold,
  { credits, lines, rateCard }: PricedCapture['cost'],
): Omit<EntryDraft, 'atMs' | 'slices'> {
  return {
    type: 'capture',
    credits,
    caller,
    idempotencyKey,
    fingerprint,
    category: hold.category,
    ...(hold.dimensions === undefined ? {} : { dimensions: hold.dimensions }),
    ...(lines === undefined ? {} : { lines }),
    ...(rateCard === undefined ? {} : { rateCard }),
  };
}

/** Rule 17: a fresh debit, marked late, for what wasn't charged when the hold expired. It ends the hold for good. */
function chargeLate(account: Account, command: PricedCapture, hold: Hold, context: DecisionContext): Decision {
  const { cost, holdId: _hold, isLateAllowed: _late, ...request } = command;
  const credits = microcredits(Math.max(0, cost.credits - hold.used));
  return decideDebit(
    account,
    {
      ...request,
      cost: { kind: 'priced', category: hold.category, credits },
      ...(hold.dimensions === undefined ? {} : { dimensions: hold.dimensions }),
      lateFor: { ...hold, state: 'captured', used: plus(hold.used, credits) },
    },
    context,
  );
}
