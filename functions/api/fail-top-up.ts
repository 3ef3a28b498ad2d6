import { topUpRequestJson } from '../../shared/contract/answers/auto-top-up.ts';
import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { failTopUp } from '../../shared/operations/fail-top-up.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: alertRoutes.failTopUp,
  others: withStore,
  run: async ({ params, body }, { store, atMs }) =>
    answer(await failTopUp(store, { ...params, ...body }, atMs), 200, (request) =>
      topUpRequestJson({ request, nowMs: atMs }),
    ),
});
