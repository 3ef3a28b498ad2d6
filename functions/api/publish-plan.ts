import { planJson } from '../../shared/contract/answers/plan.ts';
import { planOf } from '../../shared/contract/requests/catalogue.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { publishPlan } from '../../shared/operations/publish-plan.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.publishPlan,
  run: async ({ params, body }, { store, atMs }) =>
    answer(await publishPlan(store, planOf(params.planId, body), atMs), 200, planJson),
});
