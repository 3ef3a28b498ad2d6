import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { planRoutes } from '../../shared/contract/routes/plan.ts';
import { changePlan } from '../../shared/operations/change-plan.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: planRoutes.changePlan,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await changePlan(store, { ...params, ...body, ...request }, atMs), 200, receiptJson),
});
