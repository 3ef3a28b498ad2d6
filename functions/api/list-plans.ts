import { planPageJson } from '../../shared/contract/answers/plan.ts';
import { catalogueRoutes } from '../../shared/contract/routes/catalogue.ts';
import { listPlans } from '../../shared/operations/list-plans.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: catalogueRoutes.listPlans,
  run: async (_request, { store }) => answer(await listPlans(store), 200, planPageJson),
});
