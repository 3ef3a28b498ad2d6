import { rateCardJson } from '../../shared/contract/answers/rate-card.ts';
import { rateCardOf } from '../../shared/contract/requests/catalogue.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { publishRateCard } from '../../shared/operations/publish-rate-card.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.publishRateCard,
  run: async ({ params, body }, { store, atMs }) =>
    answer(await publishRateCard(store, rateCardOf(params.version, body), atMs), 200, rateCardJson),
});
