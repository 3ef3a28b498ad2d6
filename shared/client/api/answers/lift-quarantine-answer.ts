/** Written by `npm run openapi`: change the routes, never this. */

export interface LiftQuarantineAnswer {
  readonly accountId: string;
  readonly quarantined: false;
}
