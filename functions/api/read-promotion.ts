import { promotionJson } from '../../shared/contract/answers/promotion.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { readPromotion } from '../../shared/operations/read-promotion.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.readPromotion,
  run: async ({ params }, { store }) => answer(await readPromotion(store, params), 200, promotionJson),
});
