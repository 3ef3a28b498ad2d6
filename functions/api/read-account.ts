import { accountJson } from '../../shared/contract/answers/account.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { present } from '../../shared/domain/present.ts';
import { readAccount } from '../../shared/operations/read-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: accountRoutes.readAccount,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) =>
    answer(await readAccount(store, { ...params, ...present({ atMs: query.at }) }, atMs), 200, accountJson),
});
