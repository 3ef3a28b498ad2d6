import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { debitOf } from '../../shared/contract/requests/debit.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: usageRoutes.debitCredits,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await debitCredits(store, { ...params, ...request, ...debitOf(body) }, atMs), 201, receiptJson),
});
