/** Written by `npm run openapi`: change the routes, never this. */
import type { Delivery } from './delivery.ts';

export interface ListDeliveriesAnswer {
  readonly deliveries: readonly Delivery[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}
