import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { watchAccount } from '../../shared/operations/watch-account.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: alertRoutes.watchAccount,
  others: withStore,
  run: async ({ params }, { store }) => answer(await watchAccount(store, params.accountId), 200, (watched) => watched),
});
