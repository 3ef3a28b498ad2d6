import { promotionJson } from '../../shared/contract/answers/promotion.ts';
import { promotionRoutes } from '../../shared/contract/routes/promotions.ts';
import { endPromotion } from '../../shared/operations/end-promotion.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: promotionRoutes.endPromotion,
  run: async ({ params }, { store, atMs }) => answer(await endPromotion(store, params, atMs), 200, promotionJson),
});
