import { accountDetailsJson } from '../../shared/contract/answers/account-details.ts';
import { accountRoutes } from '../../shared/contract/routes/accounts.ts';
import { present } from '../../shared/domain/present.ts';
import { setAccountDetails } from '../../shared/operations/set-account-details.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: accountRoutes.setAccountDetails,
  others: withStore,
  run: async ({ params, body: { actor, ...named }, request: { caller } }, { store, atMs }) =>
    answer(
      await setAccountDetails(store, { ...params, named, by: { caller, ...present({ actor }) } }, atMs),
      200,
      accountDetailsJson,
    ),
});
