/** Written by `npm run openapi`: change the events, never this. */

/** The payment of an automatic top-up was told to have failed, once for a request. It is asked for again until it is given up. */
export interface TopUpFailed {
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
    readonly packId: string;
    readonly requestId: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly requestedAt: string;
    readonly asked: number;
    readonly reason?: string;
  };
}
