import { holdReceiptJson } from '../../shared/contract/answers/receipt.ts';
import { authorizationOf } from '../../shared/contract/requests/hold.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.authorizeHold,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await authorizeHold(store, { ...params, ...authorizationOf(body), ...request }, atMs), 201, holdReceiptJson),
});
