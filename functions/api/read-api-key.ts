import { apiKeyJson } from '../../shared/contract/answers/api-key.ts';
import { apiKeyRoutes } from '../../shared/contract/routes/api-keys.ts';
import { readApiKey } from '../../shared/operations/read-api-key.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: apiKeyRoutes.readApiKey,
  run: async ({ params }, { store, atMs }) =>
    answer(await readApiKey(store, params), 200, (used) => apiKeyJson(used, atMs)),
});
