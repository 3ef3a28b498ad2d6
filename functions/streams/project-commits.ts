import { toCredits } from '../../shared/domain/amount.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import { countConsumption, showBalance } from '../../shared/runtime/consumption-metrics.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

export const handler = streamHandler({
  consumer: streams.projectCommits,
  others: withBus,
  run: async ({ accountId, commits }, { store, bus, nowMs }) => {
    const { entries, signals } = await projectCommits({ store, bus, nowMs }, commits);
    countConsumption(entries, signals);
    const last = entries.at(-1);
    const watched = await store.watched.accountIds(nowMs());
    if (last !== undefined && watched.has(accountId)) showBalance(accountId, toCredits(last.after.available));
  },
});
