/** Written by `npm run openapi`: change the routes, never this. */

export interface CustomerPortal {
  /** Send the customer there. */
  readonly url: string;
}
