import { apiKeyPageJson } from '../../shared/contract/answers/api-key.ts';
import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { apiKeyRoutes } from '../../shared/contract/routes/api-keys.ts';
import { listApiKeys } from '../../shared/operations/list-api-keys.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: apiKeyRoutes.listApiKeys,
  run: async ({ query }, { store, atMs }) =>
    answer(await listApiKeys(store, { limit: pageMax, ...query }), 200, (page) => apiKeyPageJson(page, atMs)),
});
