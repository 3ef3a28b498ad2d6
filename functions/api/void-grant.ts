import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { voidGrant } from '../../shared/operations/void-grant.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.voidGrant,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await voidGrant(store, { ...params, ...body, ...request }, atMs), 201, receiptJson),
});
