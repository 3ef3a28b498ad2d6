/** Written by `npm run openapi`: change the routes, never this. */
import type { Promotion } from './promotion.ts';

export interface ListPromotionsAnswer {
  readonly promotions: readonly Promotion[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}
