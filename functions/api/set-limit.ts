import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { limitOf } from '../../shared/contract/requests/limit.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: limitRoutes.setLimit,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await setLimit(store, { ...params, ...limitOf(body), ...request }, atMs), 200, receiptJson),
});
