/** Hands deliveries that are due to the queue again: those whose pause is over, and those whose process died. */
import type { Services } from '../ports/services.ts';

/** So many of each shard in one run, and so many messages that may wait before. */
const perShardMax = 250;
const backlogMax = 2_000;

/** Answers how many. None while the queue is long: what is due stays due. */
export async function retryNews(
  { store, news }: Pick<Services, 'store' | 'news'>,
  nowMs: number,
): Promise<{ readonly due: number; readonly isHeldUp: boolean }> {
  if (news === undefined) return { due: 0, isHeldUp: false };
  if ((await news.backlog()) > backlogMax) return { due: 0, isHeldUp: true };
  const due = await store.deliveries.due(nowMs, perShardMax);
  await news.send(due.map((name) => ({ due: name })));
  return { due: due.length, isHeldUp: false };
}
