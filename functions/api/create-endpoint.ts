import { shownEndpointJson } from '../../shared/contract/answers/endpoint.ts';
import { endpointContentOf } from '../../shared/contract/requests/endpoints.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { createEndpoint } from '../../shared/operations/create-endpoint.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = httpHandler({
  route: endpointRoutes.createEndpoint,
  others: withNews,
  run: async ({ body }, { atMs, ...services }) =>
    answer(await createEndpoint(services, endpointContentOf(body), atMs), 201, (shown) =>
      shownEndpointJson(shown, atMs),
    ),
});
