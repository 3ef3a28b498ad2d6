/** Written by `npm run openapi`: change the routes, never this. */

/** Credits with a source and an end. At `expiresAt` it is worth nothing. */
export interface Grant {
  readonly grantId: string;
  readonly source: 'plan' | 'adjustment' | 'add-on';
  /** The one category that it pays for. Left out where it pays for all. */
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** Credits, exact to 6 decimals. */
  readonly granted: number;
  /** What usage took of it. */
  readonly used: number;
  /** Taken back with its payment: by refunds and chargebacks. Left out where nothing was. */
  readonly refunded?: number;
  /** Gone into debt or overrun of the account. Left out where nothing was. */
  readonly repaid?: number;
  /** Taken back by an operator’s adjustments. Left out where nothing was. */
  readonly corrected?: number;
  /** Credits, exact to 6 decimals. */
  readonly held: number;
  /** Credits, exact to 6 decimals. */
  readonly remaining: number;
  /** Of a grant that has ended, while holds pin some of it. */
  readonly lost?: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
}
