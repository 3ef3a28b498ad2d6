/** Who is told what: automatic top-ups, and accounts whose balance is a metric. */
import * as z from 'zod/mini';
import { topUpsPerCycleMax } from '../../domain/account/auto-top-up.ts';
import { text } from '../answers/answer-parts.ts';
import { receipt } from '../answers/receipt.ts';
import { credits, packId, wholeNumber } from '../fields.ts';
import { defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, refusedChange, withoutBody } from './route-parts.ts';

const autoTopUpBody = z.strictObject({
  packId,
  threshold: credits,
  maxPerCycle: wholeNumber(1, topUpsPerCycleMax, 'So many are asked for in one cycle.'),
});

const watchAnswer = z.strictObject({ accountId: text, watched: z.boolean() });

export const alertRoutes = {
  setAutoTopUp: defineRoute({
    ...changing,
    id: 'set-auto-top-up',
    method: 'PUT',
    path: '/accounts/{accountId}/auto-top-up',
    summary: 'Ask for a pack when credits run low',
    description:
      'While less than `threshold` is available, `TopUpRequested` is published: take the payment and purchase the pack, which ends the request. One at a time, and `maxPerCycle` in a cycle. Setting it again asks anew, as for a payment that failed.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: autoTopUpBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'pack-unknown'],
    example: { params: acme, body: { packId: 'burst-1000', threshold: 200, maxPerCycle: 3 } },
  }),
  endAutoTopUp: defineRoute({
    ...changing,
    id: 'end-auto-top-up',
    method: 'DELETE',
    path: '/accounts/{accountId}/auto-top-up',
    summary: 'Ask for packs no longer',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: undefined,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange],
    example: { params: acme },
  }),
  watchAccount: defineRoute({
    ...withoutBody,
    id: 'watch-account',
    method: 'PUT',
    path: '/watched-accounts/{accountId}',
    summary: 'Watch an account’s balance',
    description:
      'At once, twice an hour and with each entry its available credits are the metric `AvailableCredits` with the dimension `account`, so that an alarm can be set on one customer. At most 100 accounts, or as many as the deployment pays for: each is a metric of its own.',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-accounts', 'watch-accounts'],
    audience: 'none',
    params: ofAccount,
    answer: { status: 200, description: 'It is watched.', schema: watchAnswer },
    refusals: ['account-not-found', 'watched-accounts-limit'],
    example: { params: acme },
  }),
  unwatchAccount: defineRoute({
    ...withoutBody,
    id: 'unwatch-account',
    method: 'DELETE',
    path: '/watched-accounts/{accountId}',
    summary: 'Watch an account’s balance no longer',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-accounts', 'watch-accounts'],
    audience: 'none',
    params: ofAccount,
    answer: { status: 200, description: 'It is not watched.', schema: watchAnswer },
    refusals: [],
    example: { params: acme },
  }),
} as const;
