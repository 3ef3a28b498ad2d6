import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: creditRoutes.purchasePack,
  others: withStore,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await purchasePack(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
