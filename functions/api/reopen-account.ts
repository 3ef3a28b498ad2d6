import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { repairRoutes } from '../../shared/contract/routes/repair.ts';
import { reopenAccount } from '../../shared/operations/reopen-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: repairRoutes.reopenAccount,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await reopenAccount(store, { ...params, ...body, ...request }, atMs), 200, receiptJson),
});
