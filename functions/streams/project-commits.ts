import { toCredits } from '../../shared/domain/amount.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import { countConsumption, showBalance } from '../../shared/runtime/consumption-metrics.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

export const handler = streamHandler({
  consumer: streams.projectCommits,
  others: (project) => ({ ...withBus(project), ...withNews(project) }),
  run: async ({ accountId, commits }, { store, bus, news, nowMs, project }) => {
    const { entries, signals, unstopped } = await projectCommits({ store, bus, news, nowMs }, commits);
    countConsumption(entries, signals, project);
    // Somebody has to make room, or it goes on: the account has all the limits that it may have.
    for (const each of unstopped) logger.warn('the brake could not stop a value', { accountId, ...each });
    const last = entries.at(-1);
    const watched = await store.watched.accountIds(nowMs());
    if (last !== undefined && watched.has(accountId)) showBalance(accountId, toCredits(last.after.available), project);
  },
});
