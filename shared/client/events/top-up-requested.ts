/** Written by `npm run openapi`: change the events, never this. */

/** An automatic top-up is due: take the payment and purchase the pack. `top-up-<seq>` is a payment id under which a second delivery buys nothing. */
export interface TopUpRequested {
  readonly metadata: {
    /** The same in every duplicate: drop what you have seen. */
    readonly id: string;
    readonly version: 1;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly accountId: string;
    /** Number of the entry in its ledger, from 1 without gaps. */
    readonly seq?: number;
  };
  readonly data: {
    readonly packId: string;
    /** Credits, exact to 6 decimals. */
    readonly available: number;
    readonly count: number;
  };
}
