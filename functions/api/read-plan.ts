import { planJson } from '../../shared/contract/answers/plan.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { readPlan } from '../../shared/operations/read-plan.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.readPlan,
  run: async ({ params }, { store, atMs }) => answer(await readPlan(store, params.planId, atMs), 200, planJson),
});
