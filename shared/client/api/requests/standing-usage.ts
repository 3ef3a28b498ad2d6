/** Written by `npm run openapi`: change the routes, never this. */

export interface KeepStandingUsageBody {
  /** A priced thing of the rate card. */
  readonly sku: string;
  /** How much is kept: above 0, up to 10¹², at most 6 decimals. */
  readonly quantity: number | string;
}
