/** Written by `npm run openapi`: change the routes, never this. */

/** A line’s share of the debit; the shares add up exactly. */
export interface PriceLine {
  readonly sku: string;
  readonly quantity: number;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
}
