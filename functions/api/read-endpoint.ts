import { endpointJson } from '../../shared/contract/answers/endpoint.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { readEndpoint } from '../../shared/operations/read-endpoint.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: endpointRoutes.readEndpoint,
  run: async ({ params }, { store, atMs }) =>
    answer(await readEndpoint(store, params), 200, (endpoint) => endpointJson(endpoint, atMs)),
});
