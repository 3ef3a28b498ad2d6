/** R26: may so much be charged, for this category and these dimensions, now? Debit, authorization, gate and quote all ask here. */
import type { Account } from '../account/account.ts';
import { availableFor } from '../account/grant.ts';
import { type Limit, limitReached, limitWithoutRoom } from '../account/limit.ts';
import type { LimitedUse } from '../account/limit-scope.ts';
import type { Microcredits } from '../amount.ts';

/** Credits that are about to be charged, or set aside. Without a category, only limits on every category count, and what pays for every category. */
export interface ProposedCharge extends LimitedUse {
  readonly credits: Microcredits;
  /** A correction, or work that is done already: spending limits stop neither. */
  readonly isUnlimited?: boolean;
}

/** The reason against a charge: the first of the closed list of refusals that applies. */
export type Obstacle =
  | { readonly reason: 'account-closed'; readonly sinceMs: number }
  /** A limit for `each` value has none to spare for one more: what can't be counted is let through by nobody. */
  | { readonly reason: 'too-many-limit-values'; readonly limit: Limit }
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
  const full = charge.credits > 0 ? limitWithoutRoom(limits, charge) : undefined;
  if (full !== undefined) return { reason: 'too-many-limit-values', limit: full };
  const limit = charge.isUnlimited ? undefined : limitReached(limits, charge, charge.credits);
  if (limit !== undefined) return { reason: 'limit-reached', limit };
  return charge.credits > availableFor(account.grants, charge.category)
    ? { reason: 'insufficient-credits' }
    : undefined;
}
