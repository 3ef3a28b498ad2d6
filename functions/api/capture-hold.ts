import { holdReceiptJson } from '../../shared/contract/answers/receipt.ts';
import { captureOf } from '../../shared/contract/requests/hold.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.captureHold,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await captureHold(store, { ...params, ...captureOf(body), ...request }, atMs), 201, holdReceiptJson),
});
