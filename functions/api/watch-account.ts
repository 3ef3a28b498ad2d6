import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { toCredits } from '../../shared/domain/amount.ts';
import { watchAccount } from '../../shared/operations/watch-account.ts';
import { showBalance, watchedMax } from '../../shared/runtime/consumption-metrics.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: alertRoutes.watchAccount,
  others: withStore,
  run: async ({ params }, { store, atMs, project }) => {
    const outcome = await watchAccount(store, { ...params, watchedMax: watchedMax() }, atMs);
    if (outcome.kind === 'done') showBalance(params.accountId, toCredits(outcome.value.available), project);
    return answer(outcome, 200, ({ accountId, watched }) => ({ accountId, watched }));
  },
});
