/** Written by `npm run openapi`: change the routes, never this. */

export interface ReadUsageQuery {
  /** The cycle; the present one when left out. */
  readonly cycle?: string;
  /** Instead of a cycle: from the hour of this instant on. */
  readonly from?: string;
  /** Before the end of the hour of this instant; now when left out. */
  readonly to?: string;
  /** Of each row; a day when left out. */
  readonly interval?: 'hour' | 'day' | 'cycle';
  /** Whose days they are: an IANA zone; the account’s when left out. */
  readonly timeZone?: string;
  /** How many of the largest groups are named, of this time and the one before; the rest are `others`. All when left out. */
  readonly top?: string;
  /** A row for each category, SKU or value of a dimension. */
  readonly groupBy?: string;
  /** JSON when left out; a table with a `day` in every line otherwise. */
  readonly format?: 'json' | 'csv' | 'ndjson';
  /** Rows a page, 1 to 1000; 1000 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface ReadInsightsQuery {
  /** Whether to replay the last cycles under every plan, which is the default: it reads their ledger, where all else reads roll-ups. Leave it out where the answer is asked for often. */
  readonly planFit?: 'true' | 'false';
}
