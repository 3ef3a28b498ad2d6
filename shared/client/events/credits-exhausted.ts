/** Written by `npm run openapi`: change the events, never this. */

/** Nothing is available any more: AI requests are paused and automation is restricted until credits come. */
export interface CreditsExhausted {
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
