/** Written by `npm run openapi`: change the events, never this. */

/** An automatic top-up was not purchased within a day, and is not asked for any more. The next is asked for once the pack is purchased, the cycle is renewed, or the automatic top-up is set again. */
export interface TopUpGivenUp {
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
