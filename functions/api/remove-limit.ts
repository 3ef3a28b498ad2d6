import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { removeLimit } from '../../shared/operations/remove-limit.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: limitRoutes.removeLimit,
  run: async ({ params, request }, { store, atMs }) =>
    answer(await removeLimit(store, { ...params, ...request }, atMs), 200, receiptJson),
});
