/** Who is told what: automatic top-ups, and accounts whose balance is a metric. */
import * as z from 'zod/mini';
import { topUpsPerCycleMax } from '../../domain/account/auto-top-up.ts';
import { text } from '../answers/answer-parts.ts';
import { topUpRequest } from '../answers/auto-top-up.ts';
import { receipt } from '../answers/receipt.ts';
import { credits, packId, shortText, wholeNumber } from '../fields.ts';
import { money } from '../requests/money.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, refusedChange, withoutBody } from './route-parts.ts';

const autoTopUpBody = z.strictObject({
  packId,
  threshold: credits,
  maxPerCycle: wholeNumber(1, topUpsPerCycleMax, 'So many are asked for in one cycle.'),
  maxPrice: z.exactOptional(
    z.strictObject(money).check(
      z.meta({
        description:
          'The most that one pack may cost, without taxes; so a cycle costs `maxPerCycle` times as much at most. Where the plan sells it dearer, or in another currency, the service pays for nothing, and says so. Left out where any price may be paid.',
      }),
    ),
  ),
});

const topUpFailureBody = z.strictObject({
  requestId: shortText('The request, as its event named it.', 'acme/top-up/42-1795366800000'),
  reason: z.exactOptional(shortText('Why, for people to read.', 'the card was declined')),
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
      'While less than `threshold` is available, `TopUpRequested` is published: take the payment and purchase the pack, which ends the request. One at a time, and `maxPerCycle` in a cycle. It is asked for again 1, 3, 7 and 15 hours later, each time with the same `requestId`, and given up after a day; `topUpRequest` of the account says where it is. Setting it again asks anew.',
    permission: 'lifecycle',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
    params: ofAccount,
    body: autoTopUpBody,
    answer: { status: 200, description: 'The receipt.', schema: receipt },
    refusals: [...refusedChange, 'pack-unknown'],
    example: {
      params: acme,
      body: { packId: 'burst-1000', threshold: 200, maxPerCycle: 3, maxPrice: { amount: 15, currency: 'USD' } },
    },
  }),
  failTopUp: defineRoute({
    id: 'fail-top-up',
    isChange: false,
    method: 'POST',
    path: '/accounts/{accountId}/auto-top-up/failures',
    summary: 'Tell that a top-up’s payment failed',
    description:
      'Of the request that `TopUpRequested` named. `TopUpFailed` is published within minutes, once for a request, and it is asked for again as before. It changes no balance, and may be told twice. A request that has ended stays as it is, and is the answer.',
    permission: 'money-in',
    weight: 'usual',
    reaches: ['tell-top-ups'],
    audience: 'none',
    params: ofAccount,
    query: nothing,
    body: topUpFailureBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The request.', schema: topUpRequest },
    refusals: ['top-up-not-found'],
    example: { params: acme, body: { requestId: 'acme/top-up/42-1795366800000', reason: 'the card was declined' } },
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
    audience: 'own-account',
    role: 'admin',
    operatorRole: 'support',
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
    audience: 'operators',
    operatorRole: 'support',
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
    audience: 'operators',
    operatorRole: 'support',
    params: ofAccount,
    answer: { status: 200, description: 'It is not watched.', schema: watchAnswer },
    refusals: [],
    example: { params: acme },
  }),
} as const;
