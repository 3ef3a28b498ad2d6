/** Written by `npm run openapi`: change the routes, never this. */

export interface Delivery {
  /** What its receiver has as `webhook-id`. */
  readonly deliveryId: string;
  readonly eventId: string;
  readonly type: string;
  readonly accountId?: string;
  /** When it happened. */
  readonly at: string;
  /** `waiting`: it is tried, or will be. `failed`: it was tried for 72 hours, or its endpoint was disabled meanwhile. `skipped`: it came while the endpoint was disabled. */
  readonly state: 'waiting' | 'delivered' | 'failed' | 'skipped';
  /** ISO 8601 in UTC with milliseconds. */
  readonly nextTryAt?: string;
  /** The newest tries, the newest last. Nothing of what the receiver answered is kept but its status. */
  readonly tries: readonly {
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** The status that the receiver answered. */
    readonly status?: number;
    readonly failure?: 'timed-out' | 'not-connected' | 'address-not-public' | 'not-sent';
  }[];
}
