/** Written by `npm run openapi`: change the routes, never this. */

export interface CreateCheckoutBody {
  /** The add-on pack. */
  readonly packId: string;
  /** How many of the pack; one when left out. */
  readonly count?: number;
  /** Where the customer comes back to once they have paid. */
  readonly returnUrl: string;
  /** Where they come back to if they don’t; `returnUrl` when left out. */
  readonly cancelUrl?: string;
}

export interface FollowCheckoutQuery {
  readonly count?: string;
  /** Where the customer comes back to once they have paid; what the deployment says when left out. */
  readonly returnUrl?: string;
  /** Where they come back to if they don’t; `returnUrl` when left out. */
  readonly cancelUrl?: string;
}

export interface OpenPortalBody {
  /** Where the customer comes back to. */
  readonly returnUrl: string;
}

export interface LinkCustomerBody {
  /** The customer’s id with the payment provider. */
  readonly customerId: string;
}
