/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { UnwatchAccountAnswer } from '../answers/unwatch-account-answer.ts';
import type { WatchAccountAnswer } from '../answers/watch-account-answer.ts';
import type { SetAutoTopUpBody } from '../requests/alerts.ts';

export interface AlertsMethods {
  /** Ask for a pack when credits run low. While less than `threshold` is available, `TopUpRequested` is published: take the payment and purchase the pack, which ends the request. One at a time, and `maxPerCycle` in a cycle. Setting it again asks anew, as for a payment that failed. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, pack-unknown. */
  setAutoTopUp(
    call: { readonly accountId: string | number; readonly body: SetAutoTopUpBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

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
