import { holdPageJson } from '../../shared/contract/answers/hold.ts';
import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { present } from '../../shared/domain/present.ts';
import { listHolds } from '../../shared/operations/list-holds.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.listHolds,
  run: async ({ params, query }, { store, atMs }) => {
    const { limit = pageMax, cursor } = query;
    const page = { ...params, limit, ...present({ cursor }) };
    return answer(await listHolds(store, page, atMs), 200, holdPageJson);
  },
});
