import { insightsJson } from '../../shared/contract/answers/insights.ts';
import { insightRoutes } from '../../shared/contract/routes/insight.ts';
import { readInsights } from '../../shared/operations/read-insights.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: insightRoutes.readInsights,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) => {
    const question = { ...params, hasPlanFit: query.planFit !== 'false' };
    return answer(await readInsights(store, question, atMs), 200, insightsJson);
  },
});
