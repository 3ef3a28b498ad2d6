/** Written by `npm run openapi`: change the events, never this. */

/** The plan isn’t paid for any more: what is left of its credits, `waiting`, can’t be spent until it is. Packs and adjustments can. */
export interface AccountSuspended {
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
    /** Credits, exact to 6 decimals. */
    readonly waiting: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly since: string;
  };
}
