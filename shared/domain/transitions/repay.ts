import type { Account } from '../account/account.ts';
import { lesser, type Microcredits, minus, noCredits, plus } from '../amount.ts';
import type { EntryDraft } from '../ledger/entry.ts';

/** The repayment that new credits make before anyone can spend them. */
export interface Repayment {
  /** The part of the new credits that is used at once. */
  readonly repaid: Microcredits;
  /** The debts that are still open. */
  readonly owed: Pick<Account, 'debt' | 'overrun'>;
  /** How the entry of the grant says it. */
  readonly stated: Pick<EntryDraft, 'repaidDebt' | 'repaidOverrun'>;
}

/** Debt is repaid first from any credits that arrive; overrun that was carried over, from the next plan grant (R19). */
export function repay({ debt, overrun, heldOverrun }: Account, credits: Microcredits, isPlanGrant: boolean): Repayment {
  const repaidDebt = lesser(debt, credits);
  const repaidOverrun = isPlanGrant ? lesser(minus(overrun, heldOverrun), minus(credits, repaidDebt)) : noCredits;
  return {
    repaid: plus(repaidDebt, repaidOverrun),
    owed: { debt: minus(debt, repaidDebt), overrun: minus(overrun, repaidOverrun) },
    stated: { ...(repaidDebt === 0 ? {} : { repaidDebt }), ...(repaidOverrun === 0 ? {} : { repaidOverrun }) },
  };
}
