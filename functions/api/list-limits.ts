import { limitsJson } from '../../shared/contract/answers/limit.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { listLimits } from '../../shared/operations/list-limits.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: limitRoutes.listLimits,
  run: async ({ params }, { store, atMs }) => answer(await listLimits(store, params.accountId, atMs), 200, limitsJson),
});
