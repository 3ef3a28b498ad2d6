import { quoteJson } from '../../shared/contract/answers/quote.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { present } from '../../shared/domain/present.ts';
import { quoteUsage } from '../../shared/operations/quote-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: usageRoutes.quoteUsage,
  others: withStore,
  run: async ({ body }, { store, atMs }) => {
    const { accountId, dimensions, outlook: hasOutlook = false, ...charge } = body;
    const asked = { charge, ...present({ accountId, dimensions }), hasOutlook };
    return answer(await quoteUsage(store, asked, atMs), 200, quoteJson);
  },
});
