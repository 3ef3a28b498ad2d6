/** Written by `npm run openapi`: change the routes, never this. */

export interface ResendDeliveriesAnswer {
  /** Deliveries that are tried again from now on. */
  readonly resent: number;
  /** The span holds more: send the same again with it as `cursor`. */
  readonly nextCursor?: string;
}
