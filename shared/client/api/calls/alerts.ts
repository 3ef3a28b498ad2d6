/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { TopUpRequest } from '../answers/top-up-request.ts';
import type { UnwatchAccountAnswer } from '../answers/unwatch-account-answer.ts';
import type { WatchAccountAnswer } from '../answers/watch-account-answer.ts';
import type { FailTopUpBody, SetAutoTopUpBody } from '../requests/alerts.ts';

export interface AlertsMethods {
  /** Ask for a pack when credits run low. While less than `threshold` is available, `TopUpRequested` is published: take the payment and purchase the pack, which ends the request. One at a time, and `maxPerCycle` in a cycle. It is asked for again 1, 3, 7 and 15 hours later, each time with the same `requestId`, and given up after a day; `topUpRequest` of the account says where it is. Setting it again asks anew. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, pack-unknown. */
  setAutoTopUp(
    call: { readonly accountId: string | number; readonly body: SetAutoTopUpBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Tell that a top-up’s payment failed. Of the request that `TopUpRequested` named. `TopUpFailed` is published within minutes, once for a request, and it is asked for again as before. It changes no balance, and may be told twice. A request that has ended stays as it is, and is the answer. Refusals: top-up-not-found. */
  failTopUp(
    call: { readonly accountId: string | number; readonly body: FailTopUpBody } & CallOptions,
  ): Promise<Answer<TopUpRequest>>;

  /** Ask for packs no longer. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed. */
  endAutoTopUp(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Receipt>>;

  /** Watch an account’s balance. At once, twice an hour and with each entry its available credits are the metric `AvailableCredits` with the dimension `account`, so that an alarm can be set on one customer. At most 100 accounts, or as many as the deployment pays for: each is a metric of its own. Refusals: account-not-found, watched-accounts-limit. */
  watchAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<WatchAccountAnswer>>;

  /** Watch an account’s balance no longer. */
  unwatchAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<UnwatchAccountAnswer>>;
}

export const alertsOperations: { readonly [Name in keyof AlertsMethods]: OperationCall } = {
  setAutoTopUp: {
    id: 'set-auto-top-up',
    method: 'PUT',
    path: '/accounts/{accountId}/auto-top-up',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  failTopUp: {
    id: 'fail-top-up',
    method: 'POST',
    path: '/accounts/{accountId}/auto-top-up/failures',
    isChange: false,
    status: 200,
    shape: { requestId: 's', state: 's', packId: 's', requestedAt: 's', asked: 'n' },
  },
  endAutoTopUp: {
    id: 'end-auto-top-up',
    method: 'DELETE',
    path: '/accounts/{accountId}/auto-top-up',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  watchAccount: {
    id: 'watch-account',
    method: 'PUT',
    path: '/watched-accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: { accountId: 's', watched: 'b' },
  },
  unwatchAccount: {
    id: 'unwatch-account',
    method: 'DELETE',
    path: '/watched-accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: { accountId: 's', watched: 'b' },
  },
};
