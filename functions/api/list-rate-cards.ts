import { rateCardListJson } from '../../shared/contract/catalogue-wire.ts';
import { routes } from '../../shared/contract/routes.ts';
import { listRateCards } from '../../shared/operations/read-catalogue.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.listRateCards,
  run: async (_request, { store, atMs }) => answer(await listRateCards(store, atMs), 200, rateCardListJson),
});
