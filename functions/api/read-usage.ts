import { usageCsv, usageJson, usageNdjson } from '../../shared/contract/answers/usage.ts';
import { usagePageMax } from '../../shared/contract/requests/queries.ts';
import { insightRoutes } from '../../shared/contract/routes/insight.ts';
import { usageGroupingOf } from '../../shared/contract/usage-grouping.ts';
import { present } from '../../shared/domain/present.ts';
import { readUsage } from '../../shared/operations/read-usage.ts';
import { pageAnswer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';
import { withStore } from '../../shared/runtime/with-store.ts';

export const handler = httpHandler({
  route: insightRoutes.readUsage,
  others: withStore,
  run: async ({ params, query }, { store, atMs }) => {
    const { interval = 'day', groupBy, limit = usagePageMax, format = 'json', from, to, top, ...rest } = query;
    const range = present({ fromMs: from, toMs: to, namedMax: top });
    const question = { ...params, ...rest, ...range, interval, limit, grouping: usageGroupingOf(groupBy) };
    const report = await readUsage(store, question, atMs);
    return pageAnswer(report, format, { json: usageJson, csv: usageCsv, ndjson: usageNdjson });
  },
});
