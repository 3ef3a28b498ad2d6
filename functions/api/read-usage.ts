import { usageCsv, usageJson, usageNdjson } from '../../shared/contract/answers/usage.ts';
import { usagePageMax } from '../../shared/contract/requests/usage-query.ts';
import { insightRoutes } from '../../shared/contract/routes/insight.ts';
import { usageTermsOf } from '../../shared/contract/usage-terms.ts';
import { readUsage } from '../../shared/operations/read-usage.ts';
import { pageAnswer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: insightRoutes.readUsage,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) => {
    const { format = 'json', limit = usagePageMax, ...terms } = query;
    const question = { ...params, ...usageTermsOf(terms), limit };
    const report = await readUsage(store, question, atMs);
    return pageAnswer(report, format, { json: usageJson, csv: usageCsv, ndjson: usageNdjson });
  },
});
