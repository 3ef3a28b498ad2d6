import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { standingUsageRoutes } from '../../shared/contract/routes/standing-usage.ts';
import { keepStandingUsage } from '../../shared/operations/keep-standing-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: standingUsageRoutes.keepStandingUsage,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await keepStandingUsage(store, { ...params, ...body, ...request }, atMs), 200, receiptJson),
});
