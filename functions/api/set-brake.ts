import { brakeJson } from '../../shared/contract/answers/brake.ts';
import { limitRoutes } from '../../shared/contract/routes/limits.ts';
import { present } from '../../shared/domain/present.ts';
import { setBrake } from '../../shared/operations/set-brake.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: limitRoutes.setBrake,
  others: withStore,
  run: async ({ params, body: { actor, dimension }, request: { caller } }, { store, atMs }) =>
    answer(
      await setBrake(store, { ...params, ...present({ dimension }), by: { caller, ...present({ actor }) } }, atMs),
      200,
      brakeJson,
    ),
});
