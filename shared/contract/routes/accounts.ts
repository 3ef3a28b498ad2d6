/** Opening an account, and reading where it stands. */
import { access } from '../answers/access.ts';
import { account, accountPage } from '../answers/account.ts';
import { receipt } from '../answers/receipt.ts';
import * as queries from '../requests/queries.ts';
import * as requests from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import {
  acme,
  changesAccount,
  changing,
  ofAccount,
  readsAccount,
  readsSums,
  refusedChange,
  withoutBody,
} from './route-parts.ts';

export const accountRoutes = {
  openAccount: defineRoute({
    ...changing,
    id: 'open-account',
    method: 'PUT',
    path: '/accounts/{accountId}',
    summary: 'Open an account',
    description:
      'Opens the account with its plan’s credits for the current cycle. Opening it again as it is answers its balance and changes nothing.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: requests.openAccountBody,
    answer: { status: 200, description: 'The balance.', schema: account },
    refusals: ['idempotency-key-reused', 'account-exists', 'account-closed', 'plan-unknown', 'plan-not-by-seat'],
    example: {
      params: acme,
      body: { planId: 'team', cycleAnchor: '2026-11-01T00:00:00.000Z', timeZone: 'America/New_York' },
    },
  }),
  listAccounts: defineRoute({
    ...withoutBody,
    id: 'list-accounts',
    method: 'GET',
    path: '/accounts',
    summary: 'List open accounts',
    description: 'Their ids, a page at a time, in no particular order. An account opened moments ago may be missing.',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-index'],
    audience: 'operators',
    params: requests.nothing,
    query: queries.listQuery,
    answer: { status: 200, description: 'A page of ids.', schema: accountPage },
    refusals: [],
    example: {},
  }),
  readAccount: defineRoute({
    ...withoutBody,
    id: 'read-account',
    method: 'GET',
    path: '/accounts/{accountId}',
    summary: 'Read a balance',
    description:
      'The balance by source, the cycle and the next renewal, as of now: what became due is reckoned in, written or not. With `at`, as of the last entry by that instant, which `through` names; before there was one, there is no such account.',
    permission: 'read',
    weight: 'usual',
    reaches: readsSums,
    audience: 'own-account',
    params: ofAccount,
    query: queries.atQuery,
    answer: { status: 200, description: 'The balance.', schema: account },
    refusals: ['account-not-found', 'history-pending'],
    example: { params: acme },
  }),
  closeAccount: defineRoute({
    ...changing,
    id: 'close-account',
    method: 'DELETE',
    path: '/accounts/{accountId}',
    summary: 'Close an account',
    description:
      'For good: standing usage is charged up to now and ends, what is left is forfeited. The account can still be read.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: undefined,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'holds-open'],
    example: { params: acme },
  }),
  checkAccess: defineRoute({
    ...withoutBody,
    id: 'check-access',
    method: 'GET',
    path: '/accounts/{accountId}/access',
    summary: 'Ask the gate',
    description:
      'Whether new work may start, by category, and if not why, since when, and the ways back. Made to be asked before every request: one eventually consistent read. The debit itself decides.',
    permission: 'charge',
    alsoBy: ['read'],
    weight: 'usual',
    reaches: readsAccount,
    audience: 'own-account',
    params: ofAccount,
    query: queries.accessQuery,
    answer: { status: 200, description: 'The verdict for each category.', schema: access },
    refusals: ['account-not-found', 'sku-unknown'],
    example: { params: acme },
  }),
} as const;
