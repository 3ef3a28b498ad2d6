import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { moneyOf } from '../../shared/contract/requests/money.ts';
import { alertRoutes } from '../../shared/contract/routes/alerts.ts';
import { present } from '../../shared/domain/present.ts';
import { setAutoTopUp } from '../../shared/operations/set-auto-top-up.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: alertRoutes.setAutoTopUp,
  run: async ({ params, body: { maxPrice, ...settings }, request }, { store, atMs }) => {
    const autoTopUp = { ...settings, ...present({ priceMax: maxPrice && moneyOf(maxPrice) }) };
    return answer(await setAutoTopUp(store, { ...params, ...request, autoTopUp }, atMs), 200, receiptJson);
  },
});
