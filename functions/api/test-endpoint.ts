import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { testEndpoint } from '../../shared/operations/test-endpoint.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = httpHandler({
  route: endpointRoutes.testEndpoint,
  others: withNews,
  run: async ({ params }, { atMs, ...services }) =>
    answer(await testEndpoint(services, params, atMs), 201, (sent) => sent),
});
