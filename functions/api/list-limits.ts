import { limitsJson } from '../../shared/contract/answers/limit.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { present } from '../../shared/domain/present.ts';
import { listLimits } from '../../shared/operations/list-limits.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: limitRoutes.listLimits,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) =>
    answer(await listLimits(store, { ...params, ...present({ atMs: query.at }) }, atMs), 200, limitsJson),
});
