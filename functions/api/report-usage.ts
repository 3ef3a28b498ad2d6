import { holdReportJson } from '../../shared/contract/answers/hold.ts';
import { reportOf } from '../../shared/contract/requests/hold.ts';
import { holdRoutes } from '../../shared/contract/routes/holds.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: holdRoutes.reportUsage,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await reportUsage(store, { ...params, ...reportOf(body), ...request }, atMs), 200, holdReportJson),
});
