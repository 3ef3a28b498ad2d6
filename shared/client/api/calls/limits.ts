/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Brake } from '../answers/brake.ts';
import type { ListLimitsAnswer } from '../answers/list-limits-answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { ListLimitsQuery, SetBrakeBody, SetLimitBody } from '../requests/limits.ts';

export interface LimitsMethods {
  /** Set a spending limit. What a category, a user, team, model or API key may use in a day, a week, a cycle or the account’s lifetime, open holds included; also all values that begin alike, or each value for itself. Checked in the same write as the debit. It counts from when it is set, and anew with each period. What is set aside stays so when a period begins anew, and counts as used in the one in which it is settled. Every limit that a use is of counts it and may refuse it; but a limit for one value stands in for the one for `each` value, of the same category. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, expiry-out-of-range, too-many-limits, limit-limit. */
  setLimit(
    call: {
      readonly accountId: string | number;
      readonly limitId: string | number;
      readonly body: SetLimitBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Take a spending limit away. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, limit-not-found. */
  removeLimit(
    call: { readonly accountId: string | number; readonly limitId: string | number } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** List spending limits. As they are now or, with `at`, as of the last entry by that instant, which `through` names; before there was one, there is no such account. Refusals: account-not-found, history-pending. */
  listLimits(
    call: { readonly accountId: string | number; readonly query?: ListLimitsQuery } & CallOptions,
  ): Promise<Answer<ListLimitsAnswer>>;

  /** Set an account’s brake. Watches the values of a dimension, and stops one that uses far more than its habit of the last four weeks by a spending limit of its own, for an hour: its `limitId` begins with `brake-`, and taking that limit away lets the value go on, and leaves it alone for a day. The last call counts; told again it is the same. One that is turned on begins to watch within ten minutes. Usage that comes as an event has happened and is never stopped. Refusals: account-not-found, account-quarantined. */
  setBrake(
    call: { readonly accountId: string | number; readonly body: SetBrakeBody } & CallOptions,
  ): Promise<Answer<Brake>>;

  /** Read an account’s brake. What it watches, and who said so. What it stops now are limits whose ids begin with `brake-`. Refusals: account-not-found. */
  readBrake(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Brake>>;
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
  setBrake: {
    id: 'set-brake',
    method: 'PUT',
    path: '/accounts/{accountId}/brake',
    isChange: false,
    status: 200,
    shape: { accountId: 's' },
  },
  readBrake: {
    id: 'read-brake',
    method: 'GET',
    path: '/accounts/{accountId}/brake',
    isChange: false,
    status: 200,
    shape: { accountId: 's' },
  },
};
