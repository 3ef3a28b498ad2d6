/** Written by `npm run openapi`: change the routes, never this. */

export interface WatchAccountAnswer {
  readonly accountId: string;
  readonly watched: boolean;
}
