/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ListLimitsAnswer } from '../answers/list-limits-answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { ListLimitsQuery, SetLimitBody } from '../requests/limits.ts';

export interface LimitsMethods {
  /** Set a spending limit. What a category, a user, team, model or API key may use in a cycle, open holds included. Checked in the same write as the debit. It counts from when it is set, and anew with each cycle. Refusals: account-not-found, idempotency-key-reused, account-closed, too-many-limits, limit-limit. */
  setLimit(
    call: {
      readonly accountId: string | number;
      readonly limitId: string | number;
      readonly body: SetLimitBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take a spending limit away. Refusals: account-not-found, idempotency-key-reused, account-closed, limit-not-found. */
  removeLimit(
    call: { readonly accountId: string | number; readonly limitId: string | number } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** List spending limits. As they are now or, with `at`, as of the last entry by that instant, which `through` names; before there was one, there is no such account. Refusals: account-not-found, history-pending. */
  listLimits(
    call: { readonly accountId: string | number; readonly query?: ListLimitsQuery } & CallOptions,
  ): Promise<Answer<ListLimitsAnswer>>;
}

export const limitsOperations: { readonly [Name in keyof LimitsMethods]: OperationCall } = {
  setLimit: {
    id: 'set-limit',
    method: 'PUT',
    path: '/accounts/{accountId}/limits/{limitId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  removeLimit: {
    id: 'remove-limit',
    method: 'DELETE',
    path: '/accounts/{accountId}/limits/{limitId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  listLimits: {
    id: 'list-limits',
    method: 'GET',
    path: '/accounts/{accountId}/limits',
    isChange: false,
    status: 200,
    shape: { limits: [{ limitId: 's', credits: 'n', used: 'n', held: 'n' }] },
  },
};
