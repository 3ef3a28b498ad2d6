import { brakeJson } from '../../shared/contract/answers/brake.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { readBrake } from '../../shared/operations/read-brake.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: limitRoutes.readBrake,
  others: withStore,
  run: async ({ params }, { store }) => answer(await readBrake(store, params), 200, brakeJson),
});
