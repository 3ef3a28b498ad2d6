import { deliveryPageJson } from '../../shared/contract/answers/delivery.ts';
import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { present } from '../../shared/domain/present.ts';
import { listDeliveries } from '../../shared/operations/list-deliveries.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: endpointRoutes.listDeliveries,
  run: async ({ params, query: { from, to, ...query } }, { store }) => {
    const asked = { limit: pageMax, ...params, ...query, ...present({ fromMs: from, toMs: to }) };
    return answer(await listDeliveries(store, asked), 200, deliveryPageJson);
  },
});
