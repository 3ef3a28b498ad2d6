/** Charging usage. */
import * as z from 'zod/mini';
import { batch } from '../answers/batch.ts';
import { quote } from '../answers/quote.ts';
import { receipt } from '../answers/receipt.ts';
import { accountId } from '../fields.ts';
import * as queries from '../requests/queries.ts';
import * as requests from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, changesAccount, changing, ofAccount, readsUsage, refusedChange } from './route-parts.ts';

const { nothing } = requests;
const batchBytes = 1024 * 1024;

const gpt4oUsage = [
  { sku: 'ai.gpt-4o.input-token', quantity: 374 },
  { sku: 'ai.gpt-4o.output-token', quantity: 44 },
];

export const usageRoutes = {
  quoteUsage: defineRoute({
    id: 'quote-usage',
    method: 'POST',
    path: '/quotes',
    summary: 'Price a usage without spending',
    description:
      'With an account: whether it is affordable now, or the earliest instant and the cheapest pack that make it so. With `outlook` also whether it leaves enough for the use that is to be expected until the renewal, and else with which pack it does; where the account’s history is too short to tell, it says so.',
    permission: 'charge',
    weight: 'usual',
    reaches: readsUsage,
    audience: 'account-in-body',
    accountsInBody: 'one',
    isChange: false,
    params: nothing,
    query: nothing,
    body: requests.quoteBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The price.', schema: quote },
    refusals: ['account-not-found', 'sku-unknown'],
    example: { body: { usage: gpt4oUsage, accountId: 'acme', outlook: true } },
  }),
  debitCredits: defineRoute({
    ...changing,
    id: 'debit-credits',
    method: 'POST',
    path: '/accounts/{accountId}/debits',
    summary: 'Debit credits',
    description: 'By an amount, or by usage priced with the rate card in effect. All or nothing.',
    permission: 'charge',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'none',
    params: ofAccount,
    body: requests.debitBody,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [
      ...refusedChange,
      'usage-in-future',
      'usage-too-old',
      'sku-unknown',
      'too-many-limit-values',
      'limit-reached',
      'insufficient-credits',
    ],
    example: {
      params: acme,
      body: {
        usage: gpt4oUsage,
        dimensions: { user: 'ada', workflow: 'chat' },
        occurredAt: '2026-11-22T18:15:46.680Z',
      },
    },
  }),
  debitBatch: defineRoute({
    id: 'debit-batch',
    method: 'POST',
    path: '/debits',
    summary: 'Debit many accounts',
    description:
      'Up to 500 debits, each with its own key and its own answer, in the order given. Debits of one account share writes.',
    permission: 'charge',
    weight: 'batch',
    reaches: changesAccount,
    audience: 'none',
    accountsInBody: 'debits',
    isChange: false,
    params: nothing,
    query: nothing,
    body: requests.debitBatchBody,
    bodyShape: requests.debitBatchShape,
    bodyMaxBytes: batchBytes,
    answer: {
      status: 200,
      description: 'An answer for each debit, as it would have had alone.',
      schema: batch,
    },
    refusals: [],
    example: {
      body: {
        debits: [
          { accountId: 'acme', idempotencyKey: '01JDBXQ4W8N2T6V0Y4B8D2F6H1', credits: 1, category: 'ai' },
          {
            accountId: 'globex',
            idempotencyKey: '01JDBXQ4W8N2T6V0Y4B8D2F6H2',
            credits: 9000,
            category: 'infrastructure',
          },
        ],
      },
    },
  }),
  reverseDebit: defineRoute({
    ...changing,
    id: 'reverse-debit',
    method: 'POST',
    path: '/accounts/{accountId}/debits/{seq}/reversal',
    summary: 'Reverse a charge',
    description:
      'Of a debit, a capture, an expired hold or an accrual: all that is left of it or a part, by `credits` or by `usage`, repeatedly up to the whole. Credits return to the same slices, the last that paid first; overrun is taken off before that. What grants that have ended had paid is forfeited, and the receipt says so, or granted anew with `reissue`. `inAll` is what was given back of the entry so far.',
    permission: 'adjust',
    weight: 'usual',
    reaches: changesAccount,
    audience: 'operators',
    operatorRole: 'support',
    params: z.strictObject({ accountId, seq: queries.seqParam }),
    body: requests.reversalBody,
    isBodyOptional: true,
    answer: { status: 201, description: 'The receipt.', schema: receipt },
    refusals: [
      ...refusedChange,
      'entry-not-found',
      'entry-not-reversible',
      'entry-reversed',
      'reversal-too-large',
      'usage-not-charged',
      'balance-limit',
    ],
    example: {
      params: { ...acme, seq: 2 },
      body: { usage: [{ sku: 'ai.gpt-4o.output-token', quantity: 44 }], reason: 'the model answered nothing' },
    },
  }),
} as const;
