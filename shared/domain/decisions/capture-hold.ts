import type { Account } from '../account/account.ts';
import type { Hold } from '../account/hold.ts';
import { type Microcredits, microcredits, noCredits, plus } from '../amount.ts';
import { present } from '../present.ts';
import { overrunRoom, payHold, settledHold, withoutHold } from '../transitions/settle-hold.ts';
import { change, command, type Proposal } from './command.ts';
import { type Cost, proposeDebit, takenBy } from './debit-credits.ts';
import { refuse } from './decision.ts';
import { findHold } from './find-hold.ts';
import type { RefusalRules } from './looking-ahead.ts';

export interface Capture {
  readonly holdId: string;
  /** The work's whole usage: by an amount, or priced by a rate card. */
  readonly cost: CapturedCost;
  /** Once the hold has expired, charge what wasn't charged then as a fresh debit. */
  readonly isLateAllowed: boolean;
}

export type CapturedCost = (Omit<Extract<Cost, { kind: 'priced' }>, 'category'> & { readonly category?: never }) | Cost;

/**
 * Settles a hold with what its work used, never refused for its size (R15): see `payHold`. Spending limits count what is
 * charged and stop none of it, since it ran. What is left goes back to the same slices.
 */
export const capture = command({
  needs: ({ holdId, cost, isLateAllowed }: Capture) => ({ holdId, taking: isLateAllowed ? takenBy(cost) : noCredits }),
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
    const paid = payHold(account, hold, cost.credits, overrunRoom(account, found.plans, found.nowMs));
    return change(withoutHold(account, hold, paid.charged), paid.changes, {
      type: 'capture',
      atMs: found.nowMs,
      category: hold.category,
      ...present({ dimensions: hold.dimensions, lines: cost.lines, rateCard: cost.rateCard }),
      hold: settledHold(hold, 'captured', paid.charged),
      ...paid.stated,
    });
  },
});

/** R17: a fresh debit, marked late, for what wasn't charged when the hold expired. It ends the hold for good. */
function chargeLate(account: Account, used: Microcredits, hold: Hold, found: RefusalRules): Proposal {
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
