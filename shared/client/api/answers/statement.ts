/** Written by `npm run openapi`: change the routes, never this. */

import type { Balance } from './balance.ts';
import type { Quarantine } from './quarantine.ts';

/** The credits of the movements add up to the change of available and held together, from opening to closing; overrun and debt likewise. */
export interface Statement {
  readonly accountId: string;
  readonly planId: string;
  /** The account’s seats when the cycle began; its plan changes tell of others. Left out of one. */
  readonly seats?: number;
  readonly cycle: {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  /** The cycle is over: this statement will never say anything else. */
  readonly final: boolean;
  readonly entries: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
  };
  /** The newest entry in it: up to there it is complete. */
  readonly through: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
  readonly opening: Balance;
  readonly closing: Balance;
  readonly movements: readonly {
    readonly type:
      | 'granted'
      | 'repaid'
      | 'used'
      | 'uncovered'
      | 'reversed'
      | 'corrected'
      | 'refunded'
      | 'charged-back'
      | 'forfeited'
      | 'expired'
      | 'waived';
    readonly source?: 'plan' | 'adjustment' | 'add-on';
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly sku?: string;
    /** SKUs beyond the 2,000 that a statement names, summed up. */
    readonly others?: true;
    readonly packId?: string;
    /** Usage that occurred before this cycle, which pays it. */
    readonly late?: true;
    readonly quantity?: number;
    readonly quantityHours?: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly credits: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly overrun?: number;
    /** Credits, signed, exact to 6 decimals. */
    readonly debt?: number;
  }[];
  /** The cycles that have statements, newest first, 60 at most. */
  readonly cycles: readonly {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  }[];
  readonly quarantine?: Quarantine;
  /** Entries that are missing, or not what was written: none of them is in this. */
  readonly unprovable?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    readonly finding: string;
  }[];
}
