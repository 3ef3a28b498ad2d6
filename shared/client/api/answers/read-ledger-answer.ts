/** Written by `npm run openapi`: change the routes, never this. */

import type { Entry } from './entry.ts';
import type { Quarantine } from './quarantine.ts';

export interface ReadLedgerAnswer {
  readonly entries: readonly Entry[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
  /** Entries that repairs took back: they count for nothing, and are shown where they are asked for alone. Left out where there are none. */
  readonly withdrawn?: readonly {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly first: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly last: number;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly by: number;
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
