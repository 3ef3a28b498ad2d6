/** Written by `npm run openapi`: change the routes, never this. */
import type { Quarantine } from './quarantine.ts';

export interface ListLimitsAnswer {
  readonly limits: readonly {
    readonly limitId: string;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimension?: {
      readonly name: string;
      readonly value: string;
    };
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    /** Credits, exact to 6 decimals. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly held: number;
  }[];
  /** With `at`: the newest entry by then. All is as that entry left it. */
  readonly through?: {
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
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
