/** Written by `npm run openapi`: change the events, never this. */

/** A grant ended with credits unused. They are gone. */
export interface CreditsExpired {
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
    readonly grantId: string;
    readonly source: 'plan' | 'adjustment' | 'add-on';
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly expiresAt: string;
  };
}
