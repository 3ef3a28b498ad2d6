import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { subscriptionOf } from '../../shared/contract/requests/subscription.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { tellSubscription } from '../../shared/operations/tell-subscription.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.tellSubscription,
  run: async ({ params, body, request }, { store, atMs }) => {
    const told = { ...params, ...request, subscription: subscriptionOf(body) };
    return answer(await tellSubscription(store, told, atMs), 201, receiptJson);
  },
});
