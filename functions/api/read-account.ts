import { accountJson } from '../../shared/contract/answers/account.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { readAccount } from '../../shared/operations/read-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.readAccount,
  run: async ({ params }, { store, atMs }) =>
    answer(await readAccount(store, params.accountId, atMs), 200, accountJson),
});
