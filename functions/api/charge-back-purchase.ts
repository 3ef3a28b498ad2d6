import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { chargeBackPurchase } from '../../shared/operations/charge-back-purchase.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.chargeBackPurchase,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await chargeBackPurchase(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
