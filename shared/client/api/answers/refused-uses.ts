/** Written by `npm run openapi`: change the routes, never this. */

/** Uses that were turned away on the days of this cycle. A refusal is no entry: it is counted once while it is told, from this release on, so these are at least so many. What the gate answered is in none. */
export interface RefusedUses {
  /** The problem code that was answered. */
  readonly reason:
    | 'insufficient-credits'
    | 'limit-reached'
    | 'too-many-limit-values'
    | 'too-many-holds'
    | 'sku-unknown'
    | 'usage-too-old'
    | 'usage-in-future'
    | 'account-closed';
  /** The spending limit in the way. */
  readonly limitId?: string;
  readonly requests: number;
  /** What they required, where the refusal said so. */
  readonly credits: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly lastAt: string;
  /** How many there were on each day of the account’s zone, in order. */
  readonly days: readonly {
    readonly day: string;
    readonly requests: number;
  }[];
}
