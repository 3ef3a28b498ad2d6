/** Written by `npm run openapi`: change the routes, never this. */

export interface Plan {
  readonly planId: string;
  readonly version: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly effectiveFrom: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly publishedAt: string;
  readonly name?: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  /** Sold by the seat: credits and price are one seat’s. Left out where it isn’t. */
  readonly perSeat?: true;
  readonly cycle: 'week' | 'month' | 'year';
  readonly lowBalanceThresholds: readonly number[];
  readonly overrun: {
    readonly policy: 'forgive' | 'carry';
    /** Credits, exact to 6 decimals. */
    readonly cap: number;
  };
  readonly packs: readonly {
    readonly packId: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    readonly price?: {
      readonly amount: number;
      readonly currency: string;
    };
    readonly expiresInSeconds?: number;
  }[];
  readonly price?: {
    readonly amount: number;
    readonly currency: string;
    readonly interval: 'week' | 'month' | 'year';
  };
  readonly usageWindowDays: number;
  readonly graceDays: number;
}
