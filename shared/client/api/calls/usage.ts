/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { DebitBatchAnswer } from '../answers/debit-batch-answer.ts';
import type { Quote } from '../answers/quote.ts';
import type { Receipt } from '../answers/receipt.ts';
import type { DebitBatchBody, DebitCreditsBody, QuoteUsageBody, ReverseDebitBody } from '../requests/usage.ts';

export interface UsageMethods {
  /** Price a usage without spending. With an account: whether it is affordable now, or the earliest instant and the cheapest pack that make it so. With `outlook` also whether it leaves enough for the use that is to be expected until the renewal, and else with which pack it does; where the account’s history is too short to tell, it says so. Refusals: account-not-found, sku-unknown. */
  quoteUsage(call: { readonly body: QuoteUsageBody } & CallOptions): Promise<Answer<Quote>>;

  /** Debit credits. By an amount, or by usage priced with the rate card in effect. All or nothing. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, usage-in-future, usage-too-old, sku-unknown, too-many-limit-values, limit-reached, insufficient-credits. */
  debitCredits(
    call: { readonly accountId: string | number; readonly body: DebitCreditsBody } & CallOptions,
  ): Promise<Answer<Receipt>>;

  /** Debit many accounts. Up to 500 debits, each with its own key and its own answer, in the order given. Debits of one account share writes. */
  debitBatch(call: { readonly body: DebitBatchBody } & CallOptions): Promise<Answer<DebitBatchAnswer>>;

  /** Reverse a charge. Of a debit, a capture, an expired hold or an accrual: all that is left of it or a part, by `credits` or by `usage`, repeatedly up to the whole. Credits return to the same slices, the last that paid first; overrun is taken off before that. What grants that have ended had paid is forfeited, and the receipt says so, or granted anew with `reissue`. `inAll` is what was given back of the entry so far. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, entry-not-found, entry-not-reversible, entry-reversed, reversal-too-large, usage-not-charged, balance-limit. */
  reverseDebit(
    call: {
      readonly accountId: string | number;
      readonly seq: string | number;
      readonly body?: ReverseDebitBody;
    } & CallOptions,
  ): Promise<Answer<Receipt>>;
}

export const usageOperations: { readonly [Name in keyof UsageMethods]: OperationCall } = {
  quoteUsage: {
    id: 'quote-usage',
    method: 'POST',
    path: '/quotes',
    isChange: false,
    status: 200,
    shape: { credits: 'n' },
  },
  debitCredits: {
    id: 'debit-credits',
    method: 'POST',
    path: '/accounts/{accountId}/debits',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  debitBatch: {
    id: 'debit-batch',
    method: 'POST',
    path: '/debits',
    isChange: false,
    status: 200,
    shape: { results: [{ status: 'n', body: '*' }] },
  },
  reverseDebit: {
    id: 'reverse-debit',
    method: 'POST',
    path: '/accounts/{accountId}/debits/{seq}/reversal',
    isChange: true,
    status: 201,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
};
