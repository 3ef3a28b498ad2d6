/** Written by `npm run openapi`: change the events, never this. */

/** A new billing cycle began with the credits of its plan. */
export interface CycleReset {
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
    readonly cycle: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
    readonly planId: string;
    /** Credits, exact to 6 decimals. */
    readonly granted: number;
    /** Credits, exact to 6 decimals. */
    readonly available: number;
  };
}
