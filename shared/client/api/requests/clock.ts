/** Written by `npm run openapi`: change the routes, never this. */

export interface MoveAccountClockBody {
  /** The instant that it is for the account from now on: ahead of its clock, and at most 400 days. */
  readonly to: string;
}
