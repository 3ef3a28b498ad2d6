/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { ChangePlanBody } from '../requests/plan.ts';

export interface PlanMethods {
  /** Change the plan. Up at once, with the difference in credits for the rest of the cycle; down, or to another cycle length, at the boundary. Asking for the present plan and seats drops a change that waits. Other `seats` are a change of plan like any. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, plan-unknown, plan-not-by-seat, plan-change-not-now, balance-limit. */
  changePlan(
    call: { readonly accountId: string | number; readonly body: ChangePlanBody } & CallOptions,
  ): Promise<Answer<Receipt>>;
}

export const planOperations: { readonly [Name in keyof PlanMethods]: OperationCall } = {
  changePlan: {
    id: 'change-plan',
    method: 'PUT',
    path: '/accounts/{accountId}/plan',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
};
