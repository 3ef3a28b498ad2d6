/** Written by `npm run openapi`: change the events, never this. */

/** Another plan rules from now on, or another number of seats. A change that waits for the next cycle is told of when it takes effect. `seats` are those from then on; left out of one. */
export interface PlanChanged {
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
    readonly from: string;
    readonly to: string;
    readonly seats?: number;
  };
}
