/** Written by `npm run openapi`: change the routes, never this. */

import type { Entry } from './entry.ts';
import type { Quarantine } from './quarantine.ts';
import type { UsageSplit } from './usage-split.ts';
import type { UsageSums } from './usage-sums.ts';

export interface Usage {
  readonly accountId: string;
  readonly scope: {
    readonly cycle?: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  };
  readonly interval: 'hour' | 'day' | 'cycle';
  /** The zone that days are of. An hour counts on the day that it begins in. */
  readonly timeZone: string;
  /** The newest entry in it: everything up to it is counted, nothing after it. */
  readonly through: {
    readonly seq: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
  };
  readonly rows: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    /** The category, SKU or value of the dimension. */
    readonly key?: string;
    /** `others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension. */
    readonly rest?: 'others' | 'none';
    /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
    readonly credits: number;
    /** Debits, captures and holds that ran out with use. Where entries tell the usage. */
    readonly requests?: number;
    /** In the SKU’s unit; what is kept over time, in units times hours. Where entries tell the usage by SKU or of one. */
    readonly quantity?: number;
  }[];
  /** The whole beside the cycle before, up to the same point while this one goes on, or the span before; null where the account wasn’t there for all of that. On the first page; where entries tell the usage, each page has its part of it, to be added up. */
  readonly comparison?: {
    readonly previous: {
      readonly cycle?: number;
      /** ISO 8601 in UTC with milliseconds. */
      readonly start: string;
      /** ISO 8601 in UTC with milliseconds. */
      readonly end: string;
    } | null;
    readonly groups: readonly {
      /** The category, SKU or value of the dimension. */
      readonly key?: string;
      /** `others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension. */
      readonly rest?: 'others' | 'none';
      readonly split?: UsageSplit;
      /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
      readonly credits: number;
      /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
      readonly previous: number;
      readonly counts?: {
        readonly now: UsageSums;
        readonly previous: UsageSums;
      };
    }[];
  };
  /** Credits of the plan a day, evenly from when they came to the end of their cycle: as they were at each time. On the first page. */
  readonly pace?: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    readonly perDay: number;
  }[];
  /** Where entries tell the usage: this page’s part of the totals, in which a request with two SKUs is one; its largest charges, ten at most; and how many of the entries were looked at up to here. */
  readonly explored?: {
    readonly totals: {
      readonly now: UsageSums;
      readonly previous: UsageSums;
    };
    readonly largest: readonly Entry[];
    readonly entries: {
      readonly read: number;
      readonly inAll: number;
    };
  };
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  /** Some of the roll-ups can’t be read, and are left out. */
  readonly partial?: true;
}
