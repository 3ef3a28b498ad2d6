/** Written by `npm run openapi`: change the routes, never this. */
import type { Balance } from './balance.ts';

/** The repair that would end it, with the balance after the last entry that stands. */
export interface ProposedRepair {
  /** The last entry that stands. A repair names it. */
  readonly through: number;
  /** Entries after it, which would count for nothing. Left out of none. */
  readonly withdraws?: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
  };
  /** Entries before it that can’t be read. What they did stays in the balance. */
  readonly lost: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
  }[];
  readonly balance: Balance;
}
