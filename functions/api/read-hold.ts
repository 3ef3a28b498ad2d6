import { holdJson } from '../../shared/contract/answers/hold.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { readHold } from '../../shared/operations/read-hold.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.readHold,
  run: async ({ params }, { store, atMs }) => answer(await readHold(store, params, atMs), 200, holdJson),
});
