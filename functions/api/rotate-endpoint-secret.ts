import { shownEndpointJson } from '../../shared/contract/answers/endpoint.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { dayMs } from '../../shared/domain/time.ts';
import { rotateEndpointSecret } from '../../shared/operations/rotate-endpoint-secret.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: endpointRoutes.rotateEndpointSecret,
  run: async ({ params: { endpointId }, body: { overlapSeconds = dayMs / 1000 } }, { store, atMs }) => {
    const rotated = await rotateEndpointSecret(store, { endpointId, overlapMs: overlapSeconds * 1000 }, atMs);
    return answer(rotated, 201, (shown) => shownEndpointJson(shown, atMs));
  },
});
