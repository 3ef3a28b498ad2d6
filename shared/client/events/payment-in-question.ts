/** Written by `npm run openapi`: change the events, never this. */

/** A payment needs somebody to look at it, once per finding: `wrong-price` and `wrong-customer` are not what its checkout was made for, `purchase-refused` was paid and can’t be granted; `refund-beyond-unspent` gave back more than was unspent of the pack, `refund-failed` was taken back and isn’t paid out, `disputed-in-part` took back the whole pack. */
export interface PaymentInQuestion {
  readonly metadata: {
    /** The same in every duplicate: drop what you have seen. */
    readonly id: string;
    readonly version: 1;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** The project of the account, left out of the default one’s. */
    readonly project?: string;
    readonly accountId: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq?: number;
  };
  readonly data: {
    readonly paymentId: string;
    readonly checkoutId: string;
    readonly packId: string;
    readonly finding: string;
  };
}
