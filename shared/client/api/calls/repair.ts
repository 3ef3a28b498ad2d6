/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ReadQuarantineAnswer } from '../answers/read-quarantine-answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { ReopenAccountBody, RepairAccountBody } from '../requests/repair.ts';

export interface RepairMethods {
  /** Read why an account is quarantined. The findings, and the repair that would end it: the last entry that stands, what would be withdrawn, and the balance then. It reads the whole ledger. Refusals: account-not-found. */
  readQuarantine(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<ReadQuarantineAnswer>>;

  /** Roll an account back to the last entry that can be proved. As it was proposed: `through` is the entry of that proposal. An entry of type `repair` says so and follows that one; what it withdraws is kept, counts for nothing, and its keys are answered `entry-withdrawn`. Changes go through again. Asked once more it answers the same. Refusals: account-not-found, account-not-quarantined, repair-outdated, not-repairable. */
  repairAccount(
    call: { readonly accountId: string | number; readonly body: RepairAccountBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Reopen a closed account. In the cycle that it was closed in what was forfeited stays so. Later a new cycle begins, now, and it gets the plan’s credits at once, or once its subscription covers it. Limits, what was kept and automatic top-ups are set again. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-not-closed, plan-unknown. */
  reopenAccount(
    call: { readonly accountId: string | number; readonly body: ReopenAccountBody } & CallOptions,
  ): Promise<Answer<Receipt>>;
}

export const repairOperations: { readonly [Name in keyof RepairMethods]: OperationCall } = {
  readQuarantine: {
    id: 'read-quarantine',
    method: 'GET',
    path: '/accounts/{accountId}/quarantine',
    isChange: false,
    status: 200,
    shape: { accountId: 's', quarantined: 'b', past: [{ since: 's', findings: '*', endedAt: 's' }] },
  },
  repairAccount: {
    id: 'repair-account',
    method: 'POST',
    path: '/accounts/{accountId}/quarantine/repair',
    isChange: false,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  reopenAccount: {
    id: 'reopen-account',
    method: 'POST',
    path: '/accounts/{accountId}/reopening',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
};
