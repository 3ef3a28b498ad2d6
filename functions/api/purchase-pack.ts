import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { paidOf } from '../../shared/contract/requests/money.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { present } from '../../shared/domain/present.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: creditRoutes.purchasePack,
  others: withStore,
  run: async ({ params, body: { paid, ...body }, request }, { store, atMs }) => {
    const asked = { ...params, ...body, ...present({ paid: paid && paidOf(paid) }), ...request };
    return answer(await purchasePack(store, asked, atMs), 201, receiptJson);
  },
});
