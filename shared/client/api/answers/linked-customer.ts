/** Written by `npm run openapi`: change the routes, never this. */

/** An account, and the customer that it is. */
export interface LinkedCustomer {
  readonly accountId: string;
  readonly customerId: string;
}
