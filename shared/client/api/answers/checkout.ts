/** Written by `npm run openapi`: change the routes, never this. */

export interface Checkout {
  readonly checkoutId: string;
  /** Send the customer there. */
  readonly url: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
  readonly packId: string;
  readonly count?: number;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly price: {
    readonly amount: number;
    readonly currency: string;
  };
}
