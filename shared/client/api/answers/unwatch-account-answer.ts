/** Written by `npm run openapi`: change the routes, never this. */

export interface UnwatchAccountAnswer {
  readonly accountId: string;
  readonly watched: boolean;
}
