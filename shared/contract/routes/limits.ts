/** Spending limits within an account. */
import * as z from 'zod/mini';
import { brake } from '../answers/brake.ts';
import { limits } from '../answers/limit.ts';
import { receipt } from '../answers/receipt.ts';
import { accountId, limitId } from '../fields.ts';
import { brakeBody, limitBody } from '../requests/limit-body.ts';
import * as queries from '../requests/queries.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
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
      'What a category, a user, team, model or API key may use in a day, a week, a cycle or the account’s lifetime, open holds included; also all values that begin alike, or each value for itself. Checked in the same write as the debit. It counts from when it is set, and anew with each period. What is set aside stays so when a period begins anew, and counts as used in the one in which it is settled. Every limit that a use is of counts it and may refuse it; but a limit for one value stands in for the one for `each` value, of the same category.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
    params: ofLimit,
    body: limitBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'expiry-out-of-range', 'too-many-limits', 'limit-limit'],
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
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
    params: ofLimit,
    body: undefined,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'limit-not-found'],
    example: { params: exampleLimit },
  }),
  listLimits: defineRoute({
    ...withoutBody,
    id: 'list-limits',
    isTagged: true,
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
  setBrake: defineRoute({
    ...withoutBody,
    id: 'set-brake',
    method: 'PUT',
    path: '/accounts/{accountId}/brake',
    summary: 'Set an account’s brake',
    description:
      'Watches the values of a dimension, and stops one that uses far more than its habit of the last four weeks by a spending limit of its own, for an hour: its `limitId` begins with `brake-`, and taking that limit away lets the value go on, and leaves it alone for a day. The last call counts; told again it is the same. One that is turned on begins to watch within ten minutes. Usage that comes as an event has happened and is never stopped.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: ['read-accounts', 'keep-brakes'],
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
    params: ofAccount,
    body: brakeBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The brake.', schema: brake },
    refusals: ['account-not-found', 'account-quarantined'],
    example: { params: acme, body: { dimension: 'user', actor: 'ada@example.com' } },
  }),
  readBrake: defineRoute({
    ...withoutBody,
    id: 'read-brake',
    method: 'GET',
    path: '/accounts/{accountId}/brake',
    summary: 'Read an account’s brake',
    description: 'What it watches, and who said so. What it stops now are limits whose ids begin with `brake-`.',
    permission: 'read',
    weight: 'usual',
    reaches: ['read-accounts', 'read-brakes'],
    audience: 'own-account',
    params: ofAccount,
    answer: { status: 200, description: 'The brake.', schema: brake },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
} as const;
