import { endpointRoutes } from '../../shared/contract/routes/endpoints.ts';
import { deleteEndpoint } from '../../shared/operations/delete-endpoint.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: endpointRoutes.deleteEndpoint,
  run: async ({ params }, { store }) => answer(await deleteEndpoint(store, params), 200, (gone) => gone),
});
