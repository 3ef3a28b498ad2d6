/** Spending limits within an account. */
import * as z from 'zod/mini';
import { limits } from '../answers/limit.ts';
import { receipt } from '../answers/receipt.ts';
import { accountId, limitId } from '../fields.ts';
import * as queries from '../requests/queries.ts';
import * as requests from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, readsSums, refusedChange, withoutBody } from './route-parts.ts';

const ofLimit = z.strictObject({ accountId, limitId });
const exampleLimit = { ...acme, limitId: 'ada' };

export const limitRoutes = {
  setLimit: defineRoute({
    ...changing,
    id: 'set-limit',
    method: 'PUT',
    path: '/accounts/{accountId}/limits/{limitId}',
    summary: 'Set a spending limit',
    description:
      'What a category, a user, team, model or API key may use in a cycle, open holds included. Checked in the same write as the debit. It counts from when it is set, and anew with each cycle.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofLimit,
    body: requests.limitBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'too-many-limits', 'limit-limit'],
    example: { params: exampleLimit, body: { credits: 200, dimension: { name: 'user', value: 'ada' } } },
  }),
  removeLimit: defineRoute({
    ...changing,
    id: 'remove-limit',
    method: 'DELETE',
    path: '/accounts/{accountId}/limits/{limitId}',
    summary: 'Take a spending limit away',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofLimit,
    body: undefined,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'limit-not-found'],
    example: { params: exampleLimit },
  }),
  listLimits: defineRoute({
    ...withoutBody,
    id: 'list-limits',
    method: 'GET',
    path: '/accounts/{accountId}/limits',
    summary: 'List spending limits',
    description:
      'As they are now or, with `at`, as of the last entry by that instant, which `through` names; before there was one, there is no such account.',
    permission: 'read',
    weight: 'usual',
    reaches: readsSums,
    audience: 'own-account',
    params: ofAccount,
    query: queries.atQuery,
    answer: { status: 200, description: 'The limits, and what they let through.', schema: limits },
    refusals: ['account-not-found', 'history-pending'],
    example: { params: acme },
  }),
} as const;
