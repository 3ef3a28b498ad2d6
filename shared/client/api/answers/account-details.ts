/** Written by `npm run openapi`: change the routes, never this. */

export interface AccountDetails {
  readonly accountId: string;
  readonly name?: string;
  readonly externalId?: string;
  /** The last twenty, the newest first. */
  readonly changes: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    readonly caller: string;
    readonly actor?: string;
    /** Those that became another, or went. */
    readonly members: readonly ('name' | 'externalId')[];
  }[];
}
