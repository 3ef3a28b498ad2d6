/** Written by `npm run openapi`: change the routes, never this. */

export interface ReadLedgerQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
  /** JSON when left out; a table with a `day` in every line otherwise. */
  readonly format?: 'json' | 'csv' | 'ndjson';
  /** Oldest first, which is the default, or newest first. */
  readonly order?: 'asc' | 'desc';
  /** The entry of this number alone. */
  readonly seq?: string;
  /** Instead of those that stand, the entries that repairs took back. */
  readonly withdrawn?: 'true';
  /** Without charges and work in progress: what became of the account otherwise. */
  readonly usage?: 'false';
  readonly type?:
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
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Entries that charge for it. */
  readonly sku?: string;
  /** Entries whose usage names it: `name:value`. */
  readonly dimension?: string;
  /** Entries whose usage names all of them: `name:value`, several separated by commas; or a JSON object. */
  readonly dimensions?: string;
  /** Entries that this caller made: `key/<keyId>` for an API key. */
  readonly caller?: string;
  /** Entries made under this idempotency key. */
  readonly key?: string;
  /** Entries of so many credits or more. */
  readonly minCredits?: string;
  /** Entries with this text in a value of a dimension, a SKU, the caller, the key, the reason or an id, in upper or lower case. */
  readonly search?: string;
  /** Entries at or after it. */
  readonly from?: string;
  /** Entries before it. */
  readonly to?: string;
}

export interface ReadStatementQuery {
  /** JSON when left out. */
  readonly format?: 'json' | 'csv';
}
