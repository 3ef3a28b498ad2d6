import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { adjustCredits } from '../../shared/operations/adjust-credits.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.adjustCredits,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await adjustCredits(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
