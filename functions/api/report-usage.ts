import { heldChargeOf } from '../../shared/contract/hold.ts';
import { routes } from '../../shared/contract/routes.ts';
import { holdReportJson } from '../../shared/contract/wire.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { answer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

export const handler = httpHandler({
  route: routes.reportUsage,
  run: async ({ params, body, request }, { store, atMs }) =>
    answer(await reportUsage(store, { ...params, charge: heldChargeOf(body), ...request }, atMs), 200, holdReportJson),
});
