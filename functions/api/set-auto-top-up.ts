import { routes } from '../../shared/contract/routes.ts';
import { receiptJson } from '../../shared/contract/wire.ts';
import { setAutoTopUp } from '../../shared/operations/set-auto-top-up.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.setAutoTopUp,
  run: async ({ params, body: autoTopUp, request }, { store, atMs }) =>
    answer(await setAutoTopUp(store, { ...params, ...request, autoTopUp }, atMs), 200, receiptJson),
});
