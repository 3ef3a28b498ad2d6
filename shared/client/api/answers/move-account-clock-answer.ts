/** Written by `npm run openapi`: change the routes, never this. */

export interface MoveAccountClockAnswer {
  readonly accountId: string;
  /** The time by the account’s clock. */
  readonly at: string;
  /** So far it is ahead of everybody’s. */
  readonly aheadSeconds: number;
}
