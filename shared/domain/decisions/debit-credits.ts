import type { Account } from '../account/account.ts';
import { countUse } from '../account/count-limits.ts';
import { drawUpTo } from '../account/draw.ts';
import type { Hold } from '../account/hold.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import type { Category, PriceLine } from '../catalogue/rate-card.ts';
import { type GivenWithDebit, givenWithDebit, membersIn } from '../ledger/members.ts';
import { present } from '../present.ts';
import { chargeRefusal } from './charge-refusal.ts';
import { change, command, type Proposal } from './command.ts';
import { refuse } from './decision.ts';
import type { RefusalRules } from './looking-ahead.ts';
import { refusedTime } from './occurred.ts';

/** The cost of a debit: named by the caller, or priced by a rate card. */
export type Cost =
  | {
      readonly kind: 'priced';
      readonly category: Category;
      readonly credits: Microcredits;
      readonly lines?: readonly PriceLine[];
      readonly rateCard?: string;
    }
  | { readonly kind: 'sku-unknown'; readonly sku: string };

export interface Debit extends GivenWithDebit {
  readonly cost: Cost;
  /** The hold that had expired before its work was charged, as this debit leaves it. Late work isn't stopped by limits: it is done. */
  readonly lateFor?: Hold;
  /** When it occurred was found to be within bounds, before it was put down to be carried out. */
  readonly isInTime?: true;
}

/** R5: all or nothing, and `available` never goes below zero. Spending limits are checked in the same write. */
export const debit = command({ needs: ({ cost }: Debit) => ({ taking: takenBy(cost) }), decide: proposeDebit });

/** Credits that paying it takes of the balance. */
export function takenBy(cost: Cost | { readonly kind: 'priced'; readonly credits: Microcredits }): Microcredits {
  return cost.kind === 'priced' ? cost.credits : noCredits;
}

/** Takes what usage costs, whoever may have asked for that. */
export function proposeDebit(account: Account, asked: Debit, found: RefusalRules): Proposal {
  const { cost, dimensions, lateFor, occurredAtMs, isInTime } = asked;
  if (occurredAtMs !== undefined && isInTime === undefined) {
    const outOfTime = refusedTime(account, occurredAtMs, found);
    if (outOfTime !== undefined) return outOfTime;
  }
  if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
  const use = { category: cost.category, ...present({ dimensions }) };
  const charge = { ...use, credits: cost.credits, isUnlimited: lateFor !== undefined };
  const refusal = chargeRefusal(account, charge, found);
  if (refusal !== undefined) return refuse(refusal);
  const drawn = drawUpTo(account.grants, cost.credits, cost.category);
  const limits = countUse(account.limits, use, { used: cost.credits });
  return change(
    account,
    { grants: drawn.grants, limits },
    {
      type: 'debit',
      atMs: found.nowMs,
      credits: cost.credits,
      slices: drawn.slices,
      ...use,
      ...present({ lines: cost.lines, rateCard: cost.rateCard }),
      ...membersIn(asked, givenWithDebit),
      ...(lateFor === undefined ? {} : { hold: lateFor, isLate: true }),
    },
  );
}
