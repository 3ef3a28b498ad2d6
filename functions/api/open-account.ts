import { accountJson } from '../../shared/contract/answers/account.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.openAccount,
  run: async ({ params, body, request }, { store, atMs }) => {
    const { cycleAnchor, ...rest } = body;
    const anchor = cycleAnchor === undefined ? {} : { anchorMs: cycleAnchor };
    return answer(await openAccount(store, { ...params, ...rest, ...anchor, ...request }, atMs), 200, accountJson);
  },
});
