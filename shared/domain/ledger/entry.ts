/**
 * The ledger. Every change of a balance is an entry (R20). `seq` is 1..n per account without gaps, each entry holds
 * the SHA-256 of the one before it, and times never go back (R21). `before` always equals the `after.available` of
 * the entry before.
 */
import type { Balance } from '../account/account.ts';
import type { AutoTopUp } from '../account/auto-top-up.ts';
import type { Slice } from '../account/grant.ts';
import type { Hold, HoldDecision } from '../account/hold.ts';
import type { LimitScope } from '../account/limit.ts';
import type { KeptLine, StandingUsage } from '../account/standing-usage.ts';
import type { Microcredits } from '../amount.ts';
import type { Category, Dimensions, PriceLine } from '../catalogue/rate-card.ts';

export const entryTypes = [
  'grant',
  'plan-change',
  'debit',
  'accrual',
  'hold',
  'extension',
  'capture',
  'release',
  'hold-expiry',
  'reversal',
  'correction',
  'refund',
  'chargeback',
  'expiry',
  'waiver',
  'standing-usage',
  'limit',
  'notice',
  'auto-top-up',
  'closure',
] as const;

/**
 * - `grant`: credits arrived: a plan's at a cycle's start, a purchased pack, an adjustment.
 * - `plan-change`: another plan, now with what its credits are more for the rest of the cycle, or from the next cycle on.
 * - `debit`: credits taken for usage.
 * - `accrual`: credits taken for what was kept over time, dated the last millisecond that it covers.
 * - `hold`: credits set aside for work that starts.
 * - `extension`: more set aside for work that goes on, as it reported.
 * - `capture`: what the work used; the rest is given back.
 * - `release`: all of a hold given back.
 * - `hold-expiry`: a hold whose time was up: what it had reported is charged, the rest given back.
 * - `reversal`: a debit undone; slices of grants that ended are forfeited.
 * - `correction`: credits taken back by an operator.
 * - `refund`: what was unspent of a purchase, taken back because its payment was.
 * - `chargeback`: a purchase taken back whole; what was spent of it is a debt.
 * - `expiry`: what a grant still held when it ended.
 * - `waiver`: overrun forgiven at a boundary.
 * - `standing-usage`: something is kept from now on, in another quantity, or no longer. Moves nothing.
 * - `limit`: a spending limit set, changed or taken away. Moves nothing.
 * - `notice`: credits that were paid for are about to expire. Moves nothing.
 * - `auto-top-up`: automatic top-ups set, changed or, without settings, ended. Moves nothing.
 * - `closure`: the account closed; what was left is forfeited.
 */
export type EntryType = (typeof entryTypes)[number];

/** What a decision says of a change; `record` adds its place in the ledger. */
export interface EntryDraft {
  readonly type: EntryType;
  readonly atMs: number;
  readonly credits: Microcredits;
  readonly slices: readonly Slice[];
  readonly caller: string;
  readonly category?: Category;
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly dimensions?: Dimensions;
  /** When the usage happened, by the caller's account. Informs; the debit counts when it is charged (R25). */
  readonly occurredAtMs?: number;
  readonly idempotencyKey?: string;
  readonly fingerprint?: string;
  /** Of a grant: when it ends. */
  readonly expiresAtMs?: number;
  /** Of a plan grant: when its cycle starts, and the plan. */
  readonly cycleStartMs?: number;
  readonly planId?: string;
  /** Of a plan change that waits: the cycle's end. */
  readonly effectiveMs?: number;
  /** Of the opening: what fixes the cycles. */
  readonly anchorMs?: number;
  readonly timeZone?: string;
  /** Of a purchase. */
  readonly packId?: string;
  readonly paymentId?: string;
  /** Of a reversal, refund or chargeback: the entry undone. */
  readonly reverses?: number;
  /** The part of the credits that no grant paid: overrun where it is usage, debt where it is a chargeback. */
  readonly uncovered?: Microcredits;
  /** Of what settles a hold: the part of its overrun that was counted before. */
  readonly uncoveredBefore?: Microcredits;
  /** Of a hold's entries: the hold as they leave it. */
  readonly hold?: Hold;
  /** Of what settles a hold: slices given back, forfeited where their grant has ended. */
  readonly returned?: readonly Slice[];
  /** Of an extension: whether the work may go on. */
  readonly decision?: HoldDecision;
  /** A debit for work whose hold had expired. */
  readonly isLate?: true;
  /** Of a limit's entries: the limit as it is from now on; no credits take it away. */
  readonly limit?: LimitScope & { readonly limitId: string; readonly credits?: Microcredits };
  /** The parts of a grant that went into debt and overrun at once: they count as used. */
  readonly repaidDebt?: Microcredits;
  readonly repaidOverrun?: Microcredits;
  /** Of an accrual: what was kept, and for how long. */
  readonly kept?: readonly KeptLine[];
  /** Of a change of standing usage: what is kept from now on; a quantity of zero ends it. */
  readonly standing?: Pick<StandingUsage, 'usageId' | 'sku' | 'quantity'>;
  /** Of `auto-top-up`: what it is from now on. */
  readonly autoTopUp?: AutoTopUp;
  /** Of an adjustment or correction, and of a reversal that says why. */
  readonly reason?: string;
  readonly actor?: string;
}

export interface Entry extends EntryDraft {
  readonly accountId: string;
  readonly seq: number;
  /** Index of the cycle it belongs to. */
  readonly cycle: number;
  /** Available credits before the change. */
  readonly before: Microcredits;
  readonly after: Balance;
  readonly previousHash: string;
  readonly hash: string;
}
