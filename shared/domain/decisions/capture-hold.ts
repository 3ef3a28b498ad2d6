import { type Account, balanceOf } from '../account/account.ts';
import { drawUpTo, type Settled, settle } from '../account/grant.ts';
import type { Hold } from '../account/hold.ts';
import { lesser, type Microcredits, microcredits, minus, noCredits, plus } from '../amount.ts';
import { present } from '../present.ts';
import { settledHold, settlement, withoutHold } from '../transitions/settle-hold.ts';
import { change, command, type Draft, type Proposal } from './command.ts';
import { type Cost, proposeDebit } from './debit-credits.ts';
import { refuse } from './decision.ts';
import { findHold } from './find-hold.ts';
import type { Rules } from './needs.ts';
import { overrunRoom } from './report-usage.ts';
import { restoreOf } from './restore.ts';

export interface Capture {
  readonly holdId: string;
  /** What the work used in all; by an amount, or priced by a rate card. */
  readonly cost: CapturedCost;
  /** Once the hold has expired, charge what wasn't charged then as a fresh debit. */
  readonly isLateAllowed: boolean;
}

export type CapturedCost = (Omit<Extract<Cost, { kind: 'priced' }>, 'category'> & { readonly category?: never }) | Cost;

type PricedUse = Exclude<CapturedCost, { readonly kind: 'sku-unknown' }>;

/**
 * Settles a hold with what its work used. What was set aside pays first, then what is available; beyond that `complete`
 * overruns up to the plan's cap, and `pause` is refused and may capture less. What is left goes back to the same slices.
 */
export const capture = command({
  needs: ({ holdId }: Capture) => ({ holdId }),
  decide(account, asked, found) {
    const { cost, holdId } = asked;
    if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
    const own = findHold(found, holdId);
    if (own.kind === 'refused') return own;
    const { hold } = own;
    if (own.kind === 'expired') {
      return asked.isLateAllowed ? chargeLate(account, cost.credits, hold, found) : refuse({ reason: 'hold-expired' });
    }
    if (cost.category !== undefined && cost.category !== hold.category) return refuse({ reason: 'hold-category' });
    const paid = paidFor(account, hold, cost.credits);
    if (paid.missing > overrunAllowed(account, hold, found)) {
      const { available } = balanceOf(account);
      return refuse({
        reason: 'insufficient-credits',
        available: plus(hold.credits, available),
        required: cost.credits,
        restore: restoreOf(account, found),
      });
    }
    const settled = settledHold(hold, 'captured', cost.credits);
    return change(
      withoutHold(account, hold, cost.credits),
      { grants: paid.grants, overrun: microcredits(account.overrun - hold.overrun + paid.missing) },
      { ...draftOf(hold, cost), ...paid.stated, hold: settled, atMs: found.nowMs },
    );
  },
});

/** A `complete` hold may use what it had overrun already, and what the cap still leaves. */
function overrunAllowed(account: Account, hold: Hold, found: Rules): Microcredits {
  return hold.whenExhausted === 'complete' ? plus(hold.overrun, overrunRoom(account, found)) : noCredits;
}

interface Paid {
  readonly grants: Settled['grants'];
  readonly missing: Microcredits;
  readonly stated: Pick<Draft<'capture'>, 'slices' | 'returned' | 'uncovered' | 'uncoveredBefore'>;
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
  hold: Hold,
  { credits, lines, rateCard }: PricedUse,
): Omit<Draft<'capture'>, 'atMs' | 'slices' | 'hold'> {
  return {
    type: 'capture',
    credits,
    category: hold.category,
    ...present({ dimensions: hold.dimensions, lines, rateCard }),
  };
}

/** R17: a fresh debit, marked late, for what wasn't charged when the hold expired. It ends the hold for good. */
function chargeLate(account: Account, used: Microcredits, hold: Hold, found: Rules): Proposal {
  const credits = microcredits(Math.max(0, used - hold.used));
  return proposeDebit(
    account,
    {
      cost: { kind: 'priced', category: hold.category, credits },
      ...present({ dimensions: hold.dimensions }),
      lateFor: { ...hold, state: 'captured', used: plus(hold.used, credits) },
    },
    found,
  );
}
