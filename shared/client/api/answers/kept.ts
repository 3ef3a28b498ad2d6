/** Written by `npm run openapi`: change the routes, never this. */

/** What was kept at one price from one instant to another. */
export interface Kept {
  readonly usageId: string;
  readonly sku: string;
  readonly quantity: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly from: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly until: string;
  readonly rateCard: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
}
