import { routes } from '../../shared/contract/routes.ts';
import { receiptJson } from '../../shared/contract/wire.ts';
import { changePlan } from '../../shared/operations/change-plan.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.changePlan,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await changePlan(store, { ...params, ...body, ...request }, atMs), 200, receiptJson),
});
