import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { reinstatePurchase } from '../../shared/operations/reinstate-purchase.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.reinstatePurchase,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await reinstatePurchase(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
