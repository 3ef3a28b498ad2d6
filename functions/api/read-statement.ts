import { statementCsv, statementJson } from '../../shared/contract/answers/statement.ts';
import { ledgerRoutes } from '../../shared/contract/routes/ledger.ts';
import { readStatement } from '../../shared/operations/read-statement.ts';
import { answer, csvAnswer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: ledgerRoutes.readStatement,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) => {
    const outcome = await readStatement(store, params, atMs);
    return query.format === 'csv' ? csvAnswer(outcome, statementCsv) : answer(outcome, 200, statementJson);
  },
});
