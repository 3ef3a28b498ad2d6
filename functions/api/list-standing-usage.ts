import { standingUsagesJson } from '../../shared/contract/answers/standing-usage.ts';
import { standingUsageRoutes } from '../../shared/contract/routes/standing-usage.ts';
import { listStandingUsage } from '../../shared/operations/list-standing-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: standingUsageRoutes.listStandingUsage,
  run: async ({ params }, { store, atMs }) =>
    answer(await listStandingUsage(store, params.accountId, atMs), 200, standingUsagesJson),
});
