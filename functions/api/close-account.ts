import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.closeAccount,
  run: async ({ params, request }, { store, atMs }) =>
    answer(await closeAccount(store, { ...params, ...request }, atMs), 200, receiptJson),
});
