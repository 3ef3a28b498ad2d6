import { planJson } from '../../shared/contract/catalogue-wire.ts';
import { routes } from '../../shared/contract/routes.ts';
import { readPlan } from '../../shared/operations/read-catalogue.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.readPlan,
  run: async ({ params }, { store, atMs }) => answer(await readPlan(store, params.planId, atMs), 200, planJson),
});
