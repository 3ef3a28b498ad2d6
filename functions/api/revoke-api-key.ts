import { apiKeyJson } from '../../shared/contract/answers/api-key.ts';
import { apiKeyRoutes } from '../../shared/contract/routes/api-keys.ts';
import { revokeApiKey } from '../../shared/operations/revoke-api-key.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: apiKeyRoutes.revokeApiKey,
  run: async ({ params }, { store, atMs }) =>
    answer(await revokeApiKey(store, params, atMs), 200, (used) => apiKeyJson(used, atMs)),
});
