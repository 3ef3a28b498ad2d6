import { operatorRoutes } from '../../shared/contract/routes/operators.ts';
import { liftQuarantine } from '../../shared/operations/lift-quarantine.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: operatorRoutes.liftQuarantine,
  others: withStore,
  run: async ({ params, body }, { store, atMs }) =>
    answer(await liftQuarantine(store, { ...params, ...body }, atMs), 200, (ended) => ended),
});
