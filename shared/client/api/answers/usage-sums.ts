/** Written by `npm run openapi`: change the routes, never this. */

export interface UsageSums {
  /** Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made. */
  readonly credits: number;
  /** Debits, captures and holds that ran out with use. Where entries tell the usage. */
  readonly requests: number;
  /** In the SKU’s unit; what is kept over time, in units times hours. Where entries tell the usage by SKU or of one. */
  readonly quantity: number;
}
