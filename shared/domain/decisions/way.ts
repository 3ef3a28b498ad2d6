import type { Microcredits } from '../amount.ts';
import type { Money, Pack } from '../catalogue/plan.ts';

/** A way back: done alone, it lets a refused charge through. Waiting helps if nothing else is used meanwhile. */
export type Way =
  /** Wait until work in progress ends at the latest: what it doesn't use comes back. */
  | { readonly kind: 'hold-end'; readonly atMs: number }
  /** Raise limits: every one in the way, each to the least that does. */
  | {
      readonly kind: 'raise-limits';
      readonly limits: readonly { readonly limitId: string; readonly credits: Microcredits }[];
    }
  /** Wait until the limits in the way begin their day or week anew, or have ended. */
  | { readonly kind: 'limit-reset'; readonly atMs: number }
  /** Pay for the plan: what waits goes on, and a cycle that began unpaid gets its credits (R35). */
  | { readonly kind: 'payment'; readonly subscriptionId: string }
  /** Buy so many of one pack, which debts are repaid from first. */
  | {
      readonly kind: 'packs';
      readonly packId: string;
      readonly count: number;
      readonly credits: Microcredits;
      readonly price?: Money;
      /** It has a price, so that a checkout of it can be made. Undefined in refusals remembered from before checkouts were linked. */
      readonly isSold?: true;
    }
  /** Wait for a renewal: the next is 1 away. */
  | { readonly kind: 'renewal'; readonly atMs: number; readonly renewals: number };

/**
 * How a refused charge gets through (R14, R26). `packs` and `renewsAtMs` are those among its ways. Refusals remembered from before
 * there were ways have none: they name what the plan sold, and the next renewal, whether or not it helped.
 */
export interface Restore {
  readonly packs: readonly Pick<Pack, 'packId' | 'credits'>[];
  readonly renewsAtMs?: number;
  /** When work in progress ends at the latest, soonest first: the first twenty. */
  readonly holdEndsMs?: readonly number[];
  /** The smallest first; empty when none is in sight. */
  readonly ways?: readonly Way[];
}
