import type { Account } from '../account/account.ts';
import { owingAtMost } from '../account/give-back.ts';
import type { Outflows } from '../account/grant.ts';
import { lesser, type Microcredits, minus, noCredits } from '../amount.ts';
import { present } from '../present.ts';

/** The repayment that new credits make before anyone can spend them. */
export interface Repayment {
  /** The parts of the new credits that go at once: of the grant, and as its entry says it. */
  readonly repaid: Pick<Outflows, 'repaidDebt' | 'repaidOverrun'>;
  /** The debts that are still open, and which of the grants there are they belong to. */
  readonly owed: Pick<Account, 'debt' | 'overrun' | 'grants'>;
}

/** Debt is repaid first from any credits that arrive; overrun that was carried over, from the next plan grant (R19). */
export function repay(
  { debt, overrun, heldOverrun, grants }: Account,
  credits: Microcredits,
  isPlanGrant: boolean,
): Repayment {
  const repaidDebt = lesser(debt, credits);
  const repaidOverrun = isPlanGrant ? lesser(minus(overrun, heldOverrun), minus(credits, repaidDebt)) : noCredits;
  return {
    repaid: present({ repaidDebt: repaidDebt || undefined, repaidOverrun: repaidOverrun || undefined }),
    owed: {
      debt: minus(debt, repaidDebt),
      overrun: minus(overrun, repaidOverrun),
      grants: owingAtMost(grants, minus(debt, repaidDebt)),
    },
  };
}
