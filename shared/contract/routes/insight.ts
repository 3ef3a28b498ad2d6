/** Routes by which customers manage their consumption. */
import { insights } from '../answers/insights.ts';
import { usageReport } from '../answers/usage.ts';
import * as queries from '../requests/usage-query.ts';
import { defineRoute } from './route.ts';
import { acme, ofAccount, readsUsage, withoutBody } from './route-parts.ts';

const csvExample =
  'day,start,end,key,rest,credits\r\n2026-11-22,2026-11-22T00:00:00.000Z,2026-11-23T00:00:00.000Z,ai,,0.1375\r\n';
const ndjsonExample =
  '{"day":"2026-11-22","accountId":"acme","start":"2026-11-22T00:00:00.000Z","end":"2026-11-23T00:00:00.000Z","key":"ai","credits":0.1375}\n';

export const insightRoutes = {
  readUsage: defineRoute({
    ...withoutBody,
    id: 'read-usage',
    method: 'GET',
    path: '/accounts/{accountId}/usage',
    summary: 'Read the trend of usage',
    description:
      'What debits, captures and standing usage took, less reversals, by hour, day or cycle, as a whole or by category, SKU, caller or any dimension; filtered, split and counted from the entries where asked. Complete up to the entry that `through` names. Days are the account’s, by its zone, or another’s; `from` and `to` are widened to whole hours of UTC. Hours that have ended never change, so pages fit together while writes go on. `format` answers tables, with the cursor in the header `Next-Cursor`.',
    permission: 'read',
    weight: 'heavy',
    reaches: readsUsage,
    audience: 'own-account',
    params: ofAccount,
    query: queries.usageQuery,
    answer: {
      status: 200,
      description: 'A page of the trend.',
      schema: usageReport,
      other: [
        { contentType: 'text/csv', example: csvExample },
        { contentType: 'application/x-ndjson', example: ndjsonExample },
      ],
    },
    refusals: ['account-not-found', 'cycle-not-found'],
    example: { params: acme },
  }),
  readInsights: defineRoute({
    ...withoutBody,
    id: 'read-insights',
    method: 'GET',
    path: '/accounts/{accountId}/insights',
    summary: 'Read what there is to know about consumption',
    description:
      'How fast credits go, by category; when they run out, as a range that eight in ten stay within, or why that can’t be told; what expired unused; advice, each with the figures it rests on; and how its last cycles would have gone on every plan. Made of the account’s own usage of the last 18 weeks and complete up to the entry that `through` names.',
    permission: 'read',
    weight: 'heavy',
    reaches: [...readsUsage, 'read-top-ups'],
    audience: 'own-account',
    params: ofAccount,
    query: queries.insightsQuery,
    answer: { status: 200, description: 'The insights.', schema: insights },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
} as const;
