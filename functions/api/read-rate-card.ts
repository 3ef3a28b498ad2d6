import { rateCardJson } from '../../shared/contract/answers/rate-card.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { readRateCard } from '../../shared/operations/read-rate-card.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.readRateCard,
  run: async ({ params }, { store }) => answer(await readRateCard(store, params.version), 200, rateCardJson),
});
