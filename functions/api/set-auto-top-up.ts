import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { setAutoTopUp } from '../../shared/operations/set-auto-top-up.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: alertRoutes.setAutoTopUp,
  run: async ({ params, body: autoTopUp, request }, { store, atMs }) =>
    answer(await setAutoTopUp(store, { ...params, ...request, autoTopUp }, atMs), 200, receiptJson),
});
