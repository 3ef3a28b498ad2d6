import { toCredits } from '../../shared/domain/amount.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import { countConsumption, showBalance } from '../../shared/runtime/consumption-metrics.ts';
import { eventBus } from '../../shared/runtime/event-bus.ts';
import { services } from '../../shared/runtime/services.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';
import { streams } from '../../shared/runtime/streams.ts';

export const handler = streamHandler({
  consumer: streams.projectCommits,
  run: async (accountId, commits) => {
    const { store, nowMs } = services();
    const { entries, signals } = await projectCommits({ store, bus: eventBus(), nowMs }, commits);
    countConsumption(entries, signals);
    const last = entries.at(-1);
    const watched = await store.watched.accountIds(nowMs());
    if (last !== undefined && watched.has(accountId)) showBalance(accountId, toCredits(last.after.available));
  },
});
