/** A code with a budget: whoever redeems it is given credits, so many times in all and once per account (R30). */
import type { Microcredits } from '../amount.ts';
import type { Category } from './rate-card.ts';

export interface Promotion {
  readonly code: string;
  /** Given for each use. */
  readonly credits: Microcredits;
  /** The one category that they pay for; every one when left out (R29). */
  readonly category?: Category;
  /** The code's own exclusive end. */
  readonly endsAtMs: number;
  /** When somebody ended it before that. */
  readonly endedAtMs?: number;
  /** How long its credits live. Until the account's cycle ends when left out. */
  readonly lifeMs?: number;
  /** How often it may be redeemed, by all accounts together. */
  readonly uses: number;
  readonly publishedAtMs: number;
}

/** Tells whether a code is redeemed no more: at the very instant of its end it isn't. */
export function isOver({ endsAtMs, endedAtMs = endsAtMs }: Promotion, nowMs: number): boolean {
  return nowMs >= Math.min(endsAtMs, endedAtMs);
}

/** A promotion, and how much of its budget is left. */
export interface PromotionState extends Promotion {
  /** Uses that are neither taken nor about to be. */
  readonly left: number;
}

/** The entry of whoever redeemed a code says which of its uses that was: no two entries have the same. */
export interface Redeemed {
  readonly code: string;
  /** 1 for the first that anyone tried for; numbers of tries that came to nothing are not given again. */
  readonly use: number;
}

export const promotionUsesMax = 10_000_000;
