import { quarantineReportJson } from '../../shared/contract/answers/quarantine-report.ts';
import { repairRoutes } from '../../shared/contract/routes/repair.ts';
import { readQuarantine } from '../../shared/operations/read-quarantine.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: repairRoutes.readQuarantine,
  others: withStore,
  run: async ({ params }, { store, atMs }) =>
    answer(await readQuarantine(store, params.accountId, atMs), 200, quarantineReportJson),
});
