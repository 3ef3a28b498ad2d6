/** Written by `npm run openapi`: change the routes, never this. */

import type { AutoTopUp } from './auto-top-up.ts';
import type { Balance } from './balance.ts';
import type { Hold } from './hold.ts';
import type { Kept } from './kept.ts';
import type { PriceLine } from './price-line.ts';
import type { Slice } from './slice.ts';
import type { Subscription } from './subscription.ts';

/** One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON, in UTF-8, of all its other members: sorted by the UTF-16 code units of their names, no white space, texts and numbers as RFC 8785 writes them. A number of more than 15 digits, as a quantity may be, goes in with exactly the digits of this answer, never rounded to a double: read it by its text. */
export interface Entry {
  readonly accountId: string;
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly seq: number;
  readonly type:
    | 'grant'
    | 'plan-change'
    | 'debit'
    | 'accrual'
    | 'hold'
    | 'extension'
    | 'report'
    | 'capture'
    | 'release'
    | 'hold-expiry'
    | 'reversal'
    | 'correction'
    | 'void'
    | 'refund'
    | 'chargeback'
    | 'expiry'
    | 'waiver'
    | 'standing-usage'
    | 'limit'
    | 'notice'
    | 'auto-top-up'
    | 'closure'
    | 'reopening'
    | 'repair'
    | 'subscription'
    | 'suspension'
    | 'resumption';
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly cycle: number;
  readonly slices: readonly Slice[];
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  readonly lines?: readonly PriceLine[];
  readonly rateCard?: string;
  readonly dimensions?: { readonly [name: string]: string };
  /** ISO 8601 in UTC with milliseconds. */
  readonly occurredAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleStart?: string;
  readonly planId?: string;
  /** The account’s seats from then on. Left out where there is one. */
  readonly seats?: number;
  /** Of a plan change that waits for the boundary. */
  readonly effectiveAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly cycleAnchor?: string;
  readonly timeZone?: string;
  readonly packId?: string;
  readonly paymentId?: string;
  /** What was paid for a purchase, taxes included, as whoever took the payment told it; `fee` is what they kept. */
  readonly paid?: {
    readonly amount: number;
    readonly currency: string;
    readonly fee?: {
      readonly amount: number;
      readonly currency: string;
    };
  };
  /** Number of the entry in its ledger, from 1 without gaps. */
  readonly reverses?: number;
  readonly refundId?: string;
  readonly disputeId?: string;
  /** What was undone of the same entry in all, this included. */
  readonly inAll?: {
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly lines?: readonly PriceLine[];
  };
  /** Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt. */
  readonly uncovered?: number;
  /** The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal. */
  readonly overrun?: number;
  /** The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were charged back. */
  readonly repaidDebt?: number;
  /** The part of a grant that repaid overrun. */
  readonly repaidOverrun?: number;
  /** Overrun of its hold that was counted before. */
  readonly uncoveredBefore?: number;
  readonly hold?: Hold;
  /** What was set aside and is given back; of a reversal, what had repaid its overrun. */
  readonly returned?: readonly Slice[];
  readonly decision?: 'continue' | 'pause';
  /** Charged after its hold had expired. */
  readonly late?: true;
  /** A spending limit from now on; without credits it is gone. */
  readonly limit?: {
    readonly limitId: string;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    /** One `value`, all that begin with a `prefix`, together, or `each` value for itself. */
    readonly dimension?: {
      readonly name: string;
      readonly value?: string;
      readonly prefix?: string;
      readonly each?: true;
    };
    /** The billing cycle when left out. */
    readonly period?: 'day' | 'week' | 'cycle' | 'lifetime';
    /** When it ends. */
    readonly endsAt?: string;
    /** Credits, exact to 6 decimals. */
    readonly credits?: number;
  };
  readonly kept?: readonly Kept[];
  /** What is kept from now on; zero ends it. */
  readonly standing?: {
    readonly usageId: string;
    readonly sku: string;
    readonly quantity: number;
  };
  readonly autoTopUp?: AutoTopUp;
  /** The code that was redeemed, and which use of its budget that was. */
  readonly promotion?: {
    readonly code: string;
    readonly use: number;
  };
  readonly subscription?: Subscription;
  /** The cycle began while nothing paid for the plan: its credits come once something does. */
  readonly unpaid?: true;
  /** When a repair was made: it is dated like the last entry that stands, which it follows. */
  readonly repairedAt?: string;
  /** Entries that a repair took back: they count for nothing, and none before it follows from them. */
  readonly withdraws?: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly unreadFrom?: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly unreadUntil?: string;
  };
  /** Entries that can’t be read any more. What they did is in the balance, as it was found after them. */
  readonly lost?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly unreadFrom?: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly unreadUntil?: string;
  }[];
  /** SHA-256 of the books with which a ledger goes on that has lost entries. */
  readonly books?: string;
  readonly reason?: string;
  readonly actor?: string;
  readonly idempotencyKey?: string;
  readonly fingerprint?: string;
  /** Credits, exact to 6 decimals. */
  readonly before: number;
  readonly after: Balance;
  readonly caller: string;
  /** SHA-256, hexadecimal. */
  readonly previousHash: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}
