import { rateCardListJson } from '../../shared/contract/answers/rate-card.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { listRateCards } from '../../shared/operations/list-rate-cards.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.listRateCards,
  run: async (_request, { store, atMs }) => answer(await listRateCards(store, atMs), 200, rateCardListJson),
});
