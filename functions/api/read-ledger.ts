import { ledgerPageJson } from '../../shared/contract/answers/entry.ts';
import { ledgerCsv, ledgerNdjson } from '../../shared/contract/answers/ledger-tables.ts';
import { pageMax } from '../../shared/contract/requests/query-parts.ts';
import { ledgerRoutes } from '../../shared/contract/routes/ledger.ts';
import { present } from '../../shared/domain/present.ts';
import { readLedger } from '../../shared/operations/read-ledger.ts';
import { pageAnswer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: ledgerRoutes.readLedger,
  run: async ({ params, query }, { store, atMs }) => {
    const { limit = pageMax, order = 'asc', format = 'json', from, to, ...filters } = query;
    const question = {
      ...params,
      ...filters,
      limit,
      order: order === 'asc' ? ('ascending' as const) : ('descending' as const),
      ...present({ fromMs: from, toMs: to }),
    };
    const page = await readLedger(store, question, atMs);
    return pageAnswer(page, format, { json: ledgerPageJson, csv: ledgerCsv, ndjson: ledgerNdjson });
  },
});
