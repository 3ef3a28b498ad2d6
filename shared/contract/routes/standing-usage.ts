/** Routes of what is kept over time. */
import * as z from 'zod/mini';
import { receipt } from '../answers/receipt.ts';
import { standingUsages } from '../answers/standing-usage.ts';
import { accountId, usageId } from '../fields.ts';
import * as requests from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, readsAccount, refusedChange, withoutBody } from './route-parts.ts';

const ofUsage = z.strictObject({ accountId, usageId });
const exampleUsage = { ...acme, usageId: 'logs-eu' };

export const standingUsageRoutes = {
  keepStandingUsage: defineRoute({
    ...changing,
    id: 'keep-standing-usage',
    method: 'PUT',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    summary: 'Keep something from now on',
    description:
      'Charged for the time it is kept, exactly: quantity × time at the prices in effect over that time, every 24 hours of the cycle and at its end. What credits don’t cover is overrun; nothing that is kept is ever deleted. Putting another quantity or SKU charges up to now by what was kept before.',
    permission: 'charge',
    alsoBy: ['lifecycle'],
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofUsage,
    body: requests.standingUsageBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'sku-unknown', 'sku-not-standing', 'standing-usage-limit'],
    example: { params: exampleUsage, body: { sku: 'platform.log-storage.gb-hour', quantity: 120 } },
  }),
  endStandingUsage: defineRoute({
    ...changing,
    id: 'end-standing-usage',
    method: 'DELETE',
    path: '/accounts/{accountId}/standing-usage/{usageId}',
    summary: 'Keep it no longer',
    description: 'What was kept is charged up to now.',
    permission: 'charge',
    alsoBy: ['lifecycle'],
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofUsage,
    body: undefined,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'standing-usage-not-found'],
    example: { params: exampleUsage },
  }),
  listStandingUsage: defineRoute({
    ...withoutBody,
    id: 'list-standing-usage',
    method: 'GET',
    path: '/accounts/{accountId}/standing-usage',
    summary: 'List what is kept',
    permission: 'read',
    weight: 'usual',
    reaches: readsAccount,
    audience: 'own-account',
    params: ofAccount,
    answer: { status: 200, description: 'What is kept, and what it costs.', schema: standingUsages },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
} as const;
