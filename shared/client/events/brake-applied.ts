/** Written by `npm run openapi`: change the events, never this. */

/** A value of the dimension that the account’s brake watches used far more than it usually does. The spending limit `limitId` stops it until `until`. Take that limit away to let it go on at once: it isn’t stopped again for a day. */
export interface BrakeApplied {
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
    readonly dimension: string;
    readonly value: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly until: string;
  };
}
