import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { standingUsageRoutes } from '../../shared/contract/routes/standing-usage.ts';
import { endStandingUsage } from '../../shared/operations/end-standing-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: standingUsageRoutes.endStandingUsage,
  run: async ({ params, request }, { store, atMs }) =>
    answer(await endStandingUsage(store, { ...params, ...request }, atMs), 200, receiptJson),
});
