import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { endAutoTopUp } from '../../shared/operations/end-auto-top-up.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: alertRoutes.endAutoTopUp,
  run: async ({ params, request }, { store, atMs }) =>
    answer(await endAutoTopUp(store, { ...params, ...request }, atMs), 200, receiptJson),
});
