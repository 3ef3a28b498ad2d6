/** Written by `npm run openapi`: change the routes, never this. */

export interface ListAccountsAnswer {
  readonly accountIds: readonly string[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}
