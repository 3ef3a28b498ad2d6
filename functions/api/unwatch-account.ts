import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { unwatchAccount } from '../../shared/operations/unwatch-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: alertRoutes.unwatchAccount,
  others: withStore,
  run: async ({ params }, { store }) =>
    answer(await unwatchAccount(store, params.accountId), 200, (watched) => watched),
});
