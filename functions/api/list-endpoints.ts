import { endpointListJson } from '../../shared/contract/answers/endpoint.ts';
import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { listEndpoints } from '../../shared/operations/list-endpoints.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: endpointRoutes.listEndpoints,
  run: async (_request, { store, atMs }) =>
    answer(await listEndpoints(store), 200, (endpoints) => endpointListJson(endpoints, atMs)),
});
