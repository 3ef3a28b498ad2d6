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
  /** A row for each category, SKU, caller or value of a dimension. Callers are told by the entries. */
  readonly groupBy?: string;
  /** What the groups of the comparison are split by: each as a whole and its parts. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly splitBy?: string;
  /** Usage of this category. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** What was charged for it. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly sku?: string;
  /** What this caller charged: `key/<keyId>` for an API key. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly caller?: string;
  /** Usage that names all of them: `name:value`, several separated by commas; or a JSON object. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly dimensions?: string;
  /** Requests and quantities beside credits. Told by the entries, so many a page: rows of the same time and group may come on several pages, and add up. */
  readonly counts?: 'true';
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
