import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { creditRoutes } from '../../shared/contract/routes/credits.ts';
import { present } from '../../shared/domain/present.ts';
import { adjustCredits } from '../../shared/operations/adjust-credits.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: creditRoutes.adjustCredits,
  run: async ({ params, body, request }, { store, atMs }) => {
    const { expiresAt: expiresAtMs, ...rest } = body;
    const asked = { ...params, ...rest, ...present({ expiresAtMs }), ...request };
    return answer(await adjustCredits(store, asked, atMs), 201, receiptJson);
  },
});
