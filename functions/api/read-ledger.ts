import { pageMax } from '../../shared/contract/queries.ts';
import { routes } from '../../shared/contract/routes.ts';
import { ledgerPageJson } from '../../shared/contract/wire.ts';
import { readLedger } from '../../shared/operations/read-ledger.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.readLedger,
  run: async ({ params, query }, { store, atMs }) => {
    const { limit = pageMax, order = 'asc', from, to, ...filters } = query;
    const question = {
      ...params,
      ...filters,
      limit,
      order: order === 'asc' ? ('ascending' as const) : ('descending' as const),
      ...(from === undefined ? {} : { fromMs: from }),
      ...(to === undefined ? {} : { toMs: to }),
    };
    return answer(await readLedger(store, question, atMs), 200, ledgerPageJson);
  },
});
