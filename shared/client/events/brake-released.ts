/** Written by `npm run openapi`: change the events, never this. */

/** Somebody took away, or set anew, a limit by which the brake had stopped a value. What ends by itself isn’t told. */
export interface BrakeReleased {
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
    readonly limitId: string;
  };
}
