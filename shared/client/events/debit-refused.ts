/** Written by `npm run openapi`: change the events, never this. */

/** A use was refused for lack of credits. Once per idempotency key, and again if it is refused anew after 24 hours; `renewsAt` is the next renewal. Not for an operator’s correction. */
export interface DebitRefused {
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
    readonly idempotencyKey: string;
    /** Credits, exact to 6 decimals. */
    readonly available: number;
    /** Credits, exact to 6 decimals. */
    readonly required: number;
    /** Credits, exact to 6 decimals. */
    readonly shortfall: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly renewsAt: string;
  };
}
