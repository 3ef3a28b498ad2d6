import { endpointJson } from '../../shared/contract/answers/endpoint.ts';
import { endpointContentOf } from '../../shared/contract/requests/endpoints.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { changeEndpoint } from '../../shared/operations/change-endpoint.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = httpHandler({
  route: endpointRoutes.changeEndpoint,
  others: withNews,
  run: async ({ params, body: { isEnabled = true, ...body } }, { atMs, ...services }) => {
    const change = { ...params, ...endpointContentOf(body), isEnabled };
    return answer(await changeEndpoint(services, change, atMs), 200, (changed) => endpointJson(changed, atMs));
  },
});
