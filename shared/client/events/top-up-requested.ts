/** Written by `npm run openapi`: change the events, never this. */

/** An automatic top-up is due: take the payment and purchase the pack, both under `requestId` as their idempotency key, which is the same each time the request is told: then nothing is bought twice. It is asked for again, with an id of its own and `asked` one higher, 1, 3, 7 and 15 hours after it was made, until its pack is purchased. */
export interface TopUpRequested {
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
    /** Credits, exact to 6 decimals. */
    readonly available: number;
    readonly count: number;
    readonly requestId: string;
    readonly asked: number;
  };
}
