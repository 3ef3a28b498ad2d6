import { promotionPageJson } from '../../shared/contract/answers/promotion.ts';
import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { promotionRoutes } from '../../shared/contract/routes/promotions.ts';
import { listPromotions } from '../../shared/operations/list-promotions.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: promotionRoutes.listPromotions,
  run: async ({ query }, { store }) =>
    answer(await listPromotions(store, { limit: pageMax, ...query }), 200, promotionPageJson),
});
