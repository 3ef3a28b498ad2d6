import { quoteJson } from '../../shared/contract/answers/quote.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { quoteUsage } from '../../shared/operations/quote-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: usageRoutes.quoteUsage,
  run: async ({ body }, { store, atMs }) => {
    const { accountId, outlook: hasOutlook = false, ...charge } = body;
    const account = accountId === undefined ? {} : { accountId };
    return answer(await quoteUsage(store, { charge, ...account, hasOutlook }, atMs), 200, quoteJson);
  },
});
