import { promotionJson } from '../../shared/contract/answers/promotion.ts';
import { promotionOf } from '../../shared/contract/requests/promotions.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { publishPromotion } from '../../shared/operations/publish-promotion.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.publishPromotion,
  run: async ({ params, body }, { store, atMs }) =>
    answer(await publishPromotion(store, promotionOf(params.code, body), atMs), 200, promotionJson),
});
