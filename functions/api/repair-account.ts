import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { repairRoutes } from '../../shared/contract/routes/repair.ts';
import { repairAccount } from '../../shared/operations/repair-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: repairRoutes.repairAccount,
  others: withStore,
  run: async ({ params, body, request: { caller } }, { store, atMs }) =>
    answer(await repairAccount(store, { ...params, ...body, caller }, atMs), 200, receiptJson),
});
