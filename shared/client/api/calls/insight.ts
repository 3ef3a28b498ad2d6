/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Insights } from '../answers/insights.ts';
import type { Usage } from '../answers/usage.ts';
import type { ReadInsightsQuery, ReadUsageQuery } from '../requests/insight.ts';

export interface InsightMethods {
  /** Read the trend of usage. What debits, captures and standing usage took, less reversals, by hour, day or cycle, as a whole or by category, SKU, caller or any dimension; filtered, split and counted from the entries where asked. Complete up to the entry that `through` names. Days are the account’s, by its zone, or another’s; `from` and `to` are widened to whole hours of UTC. Hours that have ended never change, so pages fit together while writes go on. `format` answers tables, with the cursor in the header `Next-Cursor`. Refusals: account-not-found, cycle-not-found. */
  readUsage(
    call: { readonly accountId: string | number; readonly query?: ReadUsageQuery } & CallOptions,
  ): Promise<Answer<Usage>>;

  /** Read what there is to know about consumption. How fast credits go, by category; when they run out, as a range that eight in ten stay within, or why that can’t be told; what expired unused; advice, each with the figures it rests on; and how its last cycles would have gone on every plan. Made of the account’s own usage of the last 18 weeks and complete up to the entry that `through` names. Refusals: account-not-found. */
  readInsights(
    call: { readonly accountId: string | number; readonly query?: ReadInsightsQuery } & CallOptions,
  ): Promise<Answer<Insights>>;
}

export const insightOperations: { readonly [Name in keyof InsightMethods]: OperationCall } = {
  readUsage: {
    id: 'read-usage',
    method: 'GET',
    path: '/accounts/{accountId}/usage',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      scope: { start: 's', end: 's' },
      interval: 's',
      timeZone: 's',
      through: { seq: 'n', at: 's' },
      rows: [{ start: 's', end: 's', credits: 'n' }],
    },
  },
  readInsights: {
    id: 'read-insights',
    method: 'GET',
    path: '/accounts/{accountId}/insights',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      through: { seq: 'n', at: 's' },
      available: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      timeZone: 's',
      burn: { spans: {}, total: {}, byCategory: { ai: '*', infrastructure: '*', platform: '*' } },
      burnDown: { past: ['*'], ahead: ['*'] },
      runOut: '*',
      waste: { cycles: ['*'], total: { granted: 'n', unused: 'n', share: '*' } },
      kept: [{ usageId: 's', sku: 's', quantity: 'n', creditsPerDay: 'n' }],
      advice: ['*'],
      refused: [{ reason: 's', requests: 'n', credits: 'n', lastAt: 's', days: '*' }],
    },
  },
};
