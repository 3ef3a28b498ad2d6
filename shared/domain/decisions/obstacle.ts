/** R26: may so much be charged, for this category and these dimensions, now? Debit, authorization, gate and quote all ask here. */
import { type Account, balanceOf } from '../account/account.ts';
import { type Limit, type LimitedUse, limitReached } from '../account/limit.ts';
import type { Microcredits } from '../amount.ts';

/** Credits that are about to be charged, or set aside. Without a category, only limits on every category count. */
export interface ProposedCharge extends LimitedUse {
  readonly credits: Microcredits;
  /** A correction, or work that is done already: spending limits stop neither. */
  readonly isUnlimited?: boolean;
}

/** The reason against a charge: the first of the closed list of refusals that applies. */
export type Obstacle =
  | { readonly reason: 'account-closed'; readonly sinceMs: number }
  | { readonly reason: 'limit-reached'; readonly limit: Limit }
  | { readonly reason: 'insufficient-credits' };

/** Stands before all of them: no command is decided on it (R27). */
export interface Quarantined {
  readonly reason: 'account-quarantined';
  readonly sinceMs: number;
}

export function obstacleTo(account: Account, charge: ProposedCharge): Obstacle | undefined {
  const { closedAtMs, limits } = account;
  if (closedAtMs !== undefined) return { reason: 'account-closed', sinceMs: closedAtMs };
  const limit = charge.isUnlimited ? undefined : limitReached(limits, charge, charge.credits);
  if (limit !== undefined) return { reason: 'limit-reached', limit };
  return charge.credits > balanceOf(account).available ? { reason: 'insufficient-credits' } : undefined;
}
