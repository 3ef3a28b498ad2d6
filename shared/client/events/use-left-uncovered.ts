/** Written by `npm run openapi`: change the events, never this. */

/** Work in progress used more than its hold, the balance and the plan’s cap on overrun covered. The rest, `credits`, is not charged. */
export interface UseLeftUncovered {
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
    readonly holdId: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
  };
}
