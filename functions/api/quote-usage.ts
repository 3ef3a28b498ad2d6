import { routes } from '../../shared/contract/routes.ts';
import { quoteJson } from '../../shared/contract/wire.ts';
import { quoteUsage } from '../../shared/operations/quote-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.quoteUsage,
  run: async ({ body }, { store, atMs }) => {
    const { accountId, ...charge } = body;
    const account = accountId === undefined ? {} : { accountId };
    return answer(await quoteUsage(store, { charge, ...account }, atMs), 200, quoteJson);
  },
});
