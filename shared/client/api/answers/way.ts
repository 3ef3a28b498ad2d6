/** Written by `npm run openapi`: change the routes, never this. */

/** Done alone, it lets the very same charge through, if nothing else is used. */
export type Way =
  | {
      readonly kind: 'hold-end';
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
    }
  | {
      readonly kind: 'raise-limits';
      readonly limits: readonly {
        readonly limitId: string;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
      }[];
    }
  | {
      readonly kind: 'limit-reset';
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
    }
  | {
      readonly kind: 'payment';
      readonly subscriptionId: string;
    }
  | {
      readonly kind: 'packs';
      readonly packId: string;
      readonly count: number;
      /** Credits, exact to 6 decimals. */
      readonly credits: number;
      readonly price?: {
        readonly amount: number;
        readonly currency: string;
      };
      /** A link to a checkout of them, relative to the account’s own address, `/accounts/{accountId}/`. A POST there, with the right `checkout` and no body, makes the checkout and answers where to pay. Of packs that have a price. */
      readonly checkout?: string;
    }
  | {
      readonly kind: 'renewal';
      /** ISO 8601 in UTC with milliseconds. */
      readonly at: string;
      readonly renewals: number;
    };
