/** Written by `npm run openapi`: change the routes, never this. */

import type { LimitValue } from './limit-value.ts';
import type { Quarantine } from './quarantine.ts';

export interface ListLimitsAnswer {
  readonly limits: readonly {
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
    /** What may be used in a period: of one for `each`, by each value. */
    readonly credits: number;
    /** Of one for `each`: by all values. */
    readonly used: number;
    /** Set aside by work in progress. */
    readonly held: number;
    /** Of one for `each`: every value of the present period. */
    readonly values?: readonly LimitValue[];
    /** When it begins anew: never, of one for the account’s lifetime. */
    readonly renewsAt?: string;
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
