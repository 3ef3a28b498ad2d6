import { resendingJson } from '../../shared/contract/answers/delivery.ts';
import { resentOf } from '../../shared/contract/requests/endpoints.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { resendDeliveries } from '../../shared/operations/resend-deliveries.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = httpHandler({
  route: endpointRoutes.resendDeliveries,
  others: withNews,
  run: async ({ params, body }, { atMs, ...services }) =>
    answer(await resendDeliveries(services, { ...params, ...resentOf(body) }, atMs), 200, resendingJson),
});
