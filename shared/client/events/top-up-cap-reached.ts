/** Written by `npm run openapi`: change the events, never this. */

/** Another top-up would be due, and this cycle’s maximum has been requested. Nothing more is until the next. */
export interface TopUpCapReached {
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
    readonly maxPerCycle: number;
  };
}
