import { pageMax } from '../../shared/contract/queries.ts';
import { routes } from '../../shared/contract/routes.ts';
import { holdPageJson } from '../../shared/contract/wire.ts';
import { listHolds } from '../../shared/operations/list-holds.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.listHolds,
  run: async ({ params, query }, { store, atMs }) => {
    const { limit = pageMax, cursor } = query;
    const page = { ...params, limit, ...(cursor === undefined ? {} : { cursor }) };
    return answer(await listHolds(store, page, atMs), 200, holdPageJson);
  },
});
