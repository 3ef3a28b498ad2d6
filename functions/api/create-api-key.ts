import { shownApiKeyJson } from '../../shared/contract/answers/api-key.ts';
import { apiKeyOf } from '../../shared/contract/requests/api-keys.ts';
import { apiKeyRoutes } from '../../shared/contract/routes/api-keys.ts';
import { createApiKey } from '../../shared/operations/create-api-key.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: apiKeyRoutes.createApiKey,
  run: async ({ body }, { store, atMs }) =>
    answer(await createApiKey(store, apiKeyOf(body), atMs), 201, (shown) => shownApiKeyJson(shown, atMs)),
});
