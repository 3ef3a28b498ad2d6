/** Written by `npm run openapi`: change the routes, never this. */

export interface ListPromotionsQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}
