/** Written by `npm run openapi`: change the routes, never this. */

export interface OpenAccountBody {
  /** The plan. */
  readonly planId: string;
  /** How many times it gets the credits of a plan that is sold by the seat. Once when left out. */
  readonly seats?: number;
  /** Fixes the cycle’s boundaries: anchor + n cycles. The instant of opening when left out. */
  readonly cycleAnchor?: string;
  /** IANA zone in which cycle boundaries are reckoned. UTC when left out. */
  readonly timeZone?: string;
  /** The name that people know the account by. */
  readonly name?: string;
  /** The id that its owner’s other systems have for it. */
  readonly externalId?: string;
}

export interface ListAccountsQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface ReadAccountQuery {
  /** As of the last entry by this instant, which the answer names; as of now when left out. */
  readonly at?: string;
}

export interface SetAccountDetailsBody {
  /** The name that people know the account by. */
  readonly name?: string;
  /** The id that its owner’s other systems have for it. */
  readonly externalId?: string;
  /** Who answers for it. */
  readonly actor?: string;
}

export interface CheckAccessQuery {
  /** Whether so many credits could be debited now. */
  readonly credits?: string;
  /** What kind of consumption it is. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Whether this usage could be debited now: `sku:quantity`, several separated by commas. */
  readonly usage?: string;
  /** Whose use it would be, for spending limits: `name:value`, several separated by commas; or, for values with commas in them, the JSON object that a debit takes. */
  readonly dimensions?: string;
}
