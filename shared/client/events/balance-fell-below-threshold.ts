/** Written by `npm run openapi`: change the events, never this. */

/** The available credits went below a threshold of the plan. Again only after they came back above it, or in a new cycle. */
export interface BalanceFellBelowThreshold {
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
    readonly threshold: number;
    /** Credits, exact to 6 decimals. */
    readonly available: number;
  };
}
