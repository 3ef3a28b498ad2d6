/** Written by `npm run openapi`: change the routes, never this. */

/** The last automatic top-up that was asked for, and what became of it. */
export interface TopUpRequest {
  /** The same each time it is asked for: the idempotency key of its payment and its purchase. */
  readonly requestId: string;
  /** `requested`, `failed` from when its payment was told to have failed until it is asked for again, `paid` once its pack is purchased, `given-up` after a day without that, `withdrawn` where the cycle ended, the automatic top-up was set or ended, or the account was closed meanwhile. */
  readonly state: 'requested' | 'failed' | 'paid' | 'given-up' | 'withdrawn';
  readonly packId: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly requestedAt: string;
  /** The times that it has come up so far. It is told each time while credits are low. */
  readonly asked: number;
  /** Left out where it is not asked for again. */
  readonly nextAskAt?: string;
  /** Left out once it has ended. */
  readonly givesUpAt?: string;
  /** The last time that its payment was told to have failed. */
  readonly failedAt?: string;
  /** As the failure was told. */
  readonly reason?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly endedAt?: string;
}
