import type { HoldState } from '../account/hold.ts';
import type { Microcredits } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import { dayMs } from '../time.ts';
import type { RefusalReason } from './refusal-reasons.ts';
import type { Restore } from './way.ts';

/** Refusals that say more than their reason. */
export const explainedReasons = [
  'usage-in-future',
  'usage-too-old',
  'plan-unknown',
  'plan-change-not-now',
  'pack-unknown',
  'sku-unknown',
  'sku-not-standing',
  'entry-reversed',
  'reversal-too-large',
  'usage-not-charged',
  'payment-reused',
  'refund-reused',
  'refund-too-large',
  'promotion-redeemed',
  'grant-voided',
  'entry-withdrawn',
  'entry-lost',
  'hold-settled',
  'too-many-limit-values',
  'limit-reached',
  'insufficient-credits',
] as const satisfies readonly RefusalReason[];
export type BareReason = Exclude<RefusalReason, (typeof explainedReasons)[number]>;

export function isBare(reason: RefusalReason): reason is BareReason {
  return !explainedReasons.some((explained) => explained === reason);
}

/** A refusal with what the caller needs to act. */
export type Refusal =
  | {
      readonly reason: 'insufficient-credits';
      /** The credits that may pay for what was asked: some may be for another category (R29). */
      readonly available: Microcredits;
      /** Set aside for work in progress. */
      readonly held?: Microcredits;
      readonly required: Microcredits;
      readonly restore: Restore;
      /** The category that is available for, where others have more or less. */
      readonly category?: Category;
      /** An operator’s correction found too little: no use was refused, so nobody is told of it. */
      readonly isCorrection?: true;
    }
  | { readonly reason: 'sku-unknown' | 'sku-not-standing'; readonly sku: string }
  | { readonly reason: 'usage-in-future'; readonly latestMs: number }
  | { readonly reason: 'usage-too-old'; readonly earliestMs: number }
  | { readonly reason: 'plan-change-not-now'; readonly renewsAtMs: number }
  | { readonly reason: 'plan-unknown'; readonly planId: string }
  | { readonly reason: 'pack-unknown'; readonly packId: string }
  | { readonly reason: 'entry-reversed'; readonly reversedBy: number }
  | { readonly reason: 'reversal-too-large'; readonly reversible: Microcredits; readonly required: Microcredits }
  /** `left` is a decimal: the quantity of it that isn't reversed yet. */
  | { readonly reason: 'usage-not-charged'; readonly sku: string; readonly left: string }
  | { readonly reason: 'hold-settled'; readonly state: HoldState }
  | {
      readonly reason: 'limit-reached';
      readonly limitId: string;
      /** The credits that the limit still lets through in this period. */
      readonly available: Microcredits;
      readonly required: Microcredits;
      /** When it begins anew: never, of one for the account's lifetime. */
      readonly renewsAtMs?: number;
      readonly restore?: Restore;
    }
  | {
      readonly reason: 'too-many-limit-values';
      /** The limit for `each` value that would have to count one more. */
      readonly limitId: string;
      readonly renewsAtMs?: number;
      readonly restore: Restore;
    }
  | { readonly reason: 'payment-reused'; readonly seq: number }
  | { readonly reason: 'refund-reused'; readonly seq: number }
  | { readonly reason: 'promotion-redeemed'; readonly redeemedBy: number }
  | { readonly reason: 'grant-voided'; readonly voidedBy: number }
  | { readonly reason: 'entry-withdrawn'; readonly withdrawnBy: number }
  | { readonly reason: 'entry-lost'; readonly givenUpBy: number }
  | { readonly reason: 'refund-too-large'; readonly refundable: Microcredits; readonly required: Microcredits }
  | { readonly reason: BareReason };

/**
 * R9: a refusal that depends on the account's state is remembered for 24 hours, so that a delayed duplicate can't
 * turn a "no" into a charge. What doesn't exist yet, and a misused key, are judged afresh.
 */
export function isRemembered(reason: RefusalReason): boolean {
  return !forgottenReasons.has(reason);
}

export const refusalMemoryMs = dayMs;

const forgottenReasons: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'account-not-found',
  'plan-not-found',
  'rate-card-not-found',
  'idempotency-key-reused',
  'entry-withdrawn',
  'entry-lost',
  'version-exists',
  'plan-unknown',
  'plan-not-by-seat',
  'sku-unknown',
  'sku-not-standing',
  'payment-not-found',
  'promotion-not-found',
  'promotion-exists',
  'history-pending',
]);
