/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ListStandingUsageAnswer } from '../answers/list-standing-usage-answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { KeepStandingUsageBody } from '../requests/standing-usage.ts';

export interface StandingUsageMethods {
  /** Keep something from now on. Charged for the time it is kept, exactly: quantity × time at the prices in effect over that time, every 24 hours of the cycle and at its end. What credits don’t cover is overrun; nothing that is kept is ever deleted. Putting another quantity or SKU charges up to now by what was kept before. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, sku-unknown, sku-not-standing, standing-usage-limit. */
  keepStandingUsage(
    call: {
      readonly accountId: string | number;
      readonly usageId: string | number;
      readonly body: KeepStandingUsageBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Keep it no longer. What was kept is charged up to now. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, standing-usage-not-found. */
  endStandingUsage(
    call: { readonly accountId: string | number; readonly usageId: string | number } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** List what is kept. Refusals: account-not-found. */
  listStandingUsage(
    call: { readonly accountId: string | number } & CallOptions,
  ): Promise<Answer<ListStandingUsageAnswer>>;
}

export const standingUsageOperations: { readonly [Name in keyof StandingUsageMethods]: OperationCall } = {
  keepStandingUsage: {
    id: 'keep-standing-usage',
    method: 'PUT',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  endStandingUsage: {
    id: 'end-standing-usage',
    method: 'DELETE',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  listStandingUsage: {
    id: 'list-standing-usage',
    method: 'GET',
    path: '/accounts/{accountId}/standing-usage',
    isChange: false,
    status: 200,
    shape: {
      standingUsages: [{ usageId: 's', sku: 's', quantity: 'n', rateCard: 's', creditsPerDay: 'n' }],
      accruedAt: 's',
      accruing: 'n',
    },
  },
};
