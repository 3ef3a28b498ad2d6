import { gateJson } from '../../shared/contract/answers/access.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { checkAccess } from '../../shared/operations/check-access.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.checkAccess,
  run: async ({ params, query }, { store, atMs }) =>
    answer(await checkAccess(store, { ...params, ...query }, atMs), 200, gateJson),
});
