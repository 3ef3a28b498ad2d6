/** Work in progress. */
import * as z from 'zod/mini';
import { hold, holdPage, holdReport } from '../answers/hold.ts';
import { holdReceipt } from '../answers/receipt.ts';
import { accountId, holdId } from '../fields.ts';
import * as queries from '../requests/queries.ts';
import * as requests from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, readsAccount, refusedChange, withoutBody } from './route-parts.ts';

const ofHold = z.strictObject({ accountId, holdId });
const exampleHold = { ...acme, holdId: 'hold_0mws63o3c_4zAa8KRgf0wZ9tzd' };
const usageExample = { usage: [{ sku: 'ai.gpt-4o.output-token', quantity: 4_400 }] };

export const holdRoutes = {
  authorizeHold: defineRoute({
    ...changing,
    id: 'authorize-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds',
    summary: 'Set credits aside for work that starts',
    description:
      'All of them, or a refusal. The hold is settled by a capture, a release, or the clock: at its expiry what was reported is charged and the rest given back. Work that it funds may go on at zero, and is priced to its end by the rate card in effect now.',
    permission: 'charge',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: requests.authorizeBody,
    answer: { status: 201, description: 'The receipt and the hold.', schema: holdReceipt },
    refusals: [
      ...refusedChange,
      'sku-unknown',
      'too-many-holds',
      'hold-limit',
      'too-many-limit-values',
      'limit-reached',
      'insufficient-credits',
    ],
    example: {
      params: acme,
      body: { credits: 20, category: 'ai', expiresInSeconds: 600, whenExhausted: 'pause' },
    },
  }),
  listHolds: defineRoute({
    ...withoutBody,
    id: 'list-holds',
    isTagged: true,
    method: 'GET',
    path: '/accounts/{accountId}/holds',
    summary: 'List open holds',
    description:
      'By expiry, soonest first. Of what was reported, less than a tenth of what is set aside, or 5 s of use, may be missing: see `reportedAt`.',
    permission: 'read',
    weight: 'usual',
    reaches: readsAccount,
    audience: 'own-account',
    params: ofAccount,
    query: queries.listQuery,
    answer: { status: 200, description: 'A page of open holds.', schema: holdPage },
    refusals: ['account-not-found'],
    example: { params: acme },
  }),
  readHold: defineRoute({
    ...withoutBody,
    id: 'read-hold',
    method: 'GET',
    path: '/accounts/{accountId}/holds/{holdId}',
    summary: 'Read a hold',
    description: 'As of now: one whose time is up reads as expired, settled or not.',
    permission: 'read',
    alsoBy: ['charge'],
    weight: 'usual',
    reaches: readsAccount,
    audience: 'own-account',
    params: ofHold,
    answer: { status: 200, description: 'The hold.', schema: hold },
    refusals: ['account-not-found', 'hold-not-found'],
    example: { params: exampleHold },
  }),
  reportUsage: defineRoute({
    ...changing,
    id: 'report-usage',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/usage',
    summary: 'Report what work has used so far',
    description:
      'Cumulative, so that a lost or repeated report does no harm. Within what is set aside a report is stored before it is answered when it tells of a tenth more of what is set aside than the last one stored, or of anything more 5 s after it: at most so much of what was reported is lost with a worker that dies. One that isn’t stored doesn’t remember its key. Beyond what is set aside the hold is extended by a slice. `pause` means that credits, a spending limit or the plan’s overrun cap have run out: report again once that has changed.',
    permission: 'charge',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofHold,
    body: requests.reportBody,
    answer: { status: 200, description: 'Whether the work may go on.', schema: holdReport },
    refusals: [...refusedChange, 'sku-unknown', 'hold-not-found', 'hold-settled', 'hold-expired', 'hold-category'],
    example: { params: exampleHold, body: usageExample },
  }),
  captureHold: defineRoute({
    ...changing,
    id: 'capture-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/capture',
    summary: 'Settle work with what it used',
    description:
      'Once, and never refused for its size: it ran. What was set aside pays first, then what is available, then it overruns up to the plan’s cap, under either policy; what none of them covers is not charged, and the entry says how much (`uncovered`). Spending limits count what is charged. What is left of the hold goes back to the same slices, forfeited where their grant has ended. Usage is priced by the rate card that the hold was authorized under.',
    permission: 'charge',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofHold,
    body: requests.captureBody,
    answer: { status: 201, description: 'The receipt and the hold.', schema: holdReceipt },
    refusals: [
      ...refusedChange,
      'sku-unknown',
      'hold-not-found',
      'hold-settled',
      'hold-expired',
      'hold-category',
      'insufficient-credits',
    ],
    example: { params: exampleHold, body: { credits: 18.4 } },
  }),
  releaseHold: defineRoute({
    ...changing,
    id: 'release-hold',
    method: 'POST',
    path: '/accounts/{accountId}/holds/{holdId}/release',
    summary: 'Give a hold back',
    description: 'All of it, for work that never began. Slices of grants that have ended are forfeited.',
    permission: 'charge',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofHold,
    body: requests.reasonBody,
    isBodyOptional: true,
    answer: { status: 201, description: 'The receipt and the hold.', schema: holdReceipt },
    refusals: [...refusedChange, 'hold-not-found', 'hold-settled', 'hold-expired'],
    example: {
      params: { ...acme, holdId: 'hold_0mws63o3c_TzcTgXHEWnhcr8-X' },
      body: { reason: 'the model was not called' },
    },
  }),
} as const;
