import { shownApiKeyJson } from '../../shared/contract/answers/api-key.ts';
import { apiKeyRoutes } from '../../shared/contract/routes/api-keys.ts';
import { dayMs } from '../../shared/domain/time.ts';
import { rotateApiKey } from '../../shared/operations/rotate-api-key.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: apiKeyRoutes.rotateApiKey,
  run: async ({ params: { keyId }, body: { overlapSeconds = dayMs / 1000 } }, { store, atMs }) => {
    const rotated = await rotateApiKey(store, { keyId, overlapMs: overlapSeconds * 1000 }, atMs);
    return answer(rotated, 201, (shown) => shownApiKeyJson(shown, atMs));
  },
});
