import { failTopUp as failed, type TopUpRequest, topUpRequestId } from '../domain/account/top-up-request.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

/** A top-up's payment that failed, as whoever takes payments tells it. */
export interface TopUpFailed {
  readonly accountId: string;
  readonly requestId: string;
  readonly reason?: string;
}

/** R34: keeps that the payment of a request failed. The account's last request alone can fail, and one that has ended doesn't. */
export async function failTopUp(
  store: Pick<CreditStore, 'topUps'>,
  { accountId, requestId, reason }: TopUpFailed,
  nowMs: number,
): Promise<Outcome<TopUpRequest>> {
  const isAsked = (request: TopUpRequest): boolean => topUpRequestId(request) === requestId;
  const request = await store.topUps.rewrite(accountId, (known) =>
    isAsked(known) ? failed(known, reason, nowMs) : known,
  );
  return request !== undefined && isAsked(request) ? done(request) : refused({ reason: 'top-up-not-found' });
}
