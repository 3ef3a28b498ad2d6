import { accountJson } from '../../shared/contract/answers/account.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { present } from '../../shared/domain/present.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: accountRoutes.openAccount,
  run: async ({ params, body, request }, { store, atMs }) => {
    const { cycleAnchor, name, externalId, ...rest } = body;
    const anchor = cycleAnchor === undefined ? {} : { anchorMs: cycleAnchor };
    const named = name === undefined && externalId === undefined ? undefined : present({ name, externalId });
    const asked = { ...params, ...rest, ...anchor, ...request };
    return answer(await openAccount(store, asked, atMs, named), 200, accountJson);
  },
});
