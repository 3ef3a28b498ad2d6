import { holdReceiptJson } from '../../shared/contract/answers/receipt.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.releaseHold,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await releaseHold(store, { ...params, ...body, ...request }, atMs), 201, holdReceiptJson),
});
