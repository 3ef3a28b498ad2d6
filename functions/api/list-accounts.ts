import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { listAccounts } from '../../shared/operations/list-accounts.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.listAccounts,
  run: async ({ query }, { store }) =>
    answer(await listAccounts(store, { limit: pageMax, ...query }), 200, (page) => page),
});
