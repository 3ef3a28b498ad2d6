/** Written by `npm run openapi`: change the events, never this. */

/** The plan is paid for again: what waited can be spent. */
export interface AccountResumed {
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
    readonly available: number;
  };
}
