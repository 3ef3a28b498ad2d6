import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { redeemPromotion } from '../../shared/operations/redeem-promotion.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.redeemPromotion,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await redeemPromotion(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
