/** Hands deliveries that are due to the queue again: those whose pause is over, and those whose process died. And tells the bus of endpoints that were disabled. */
import { type Disabling, type Endpoint, toldOf } from '../domain/endpoint.ts';
import type { Signal } from '../domain/projections/signal.ts';
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

/**
 * Tells the bus of endpoints that were disabled, and answers how many disablings it told. A disabling is written down with what disabled it, and
 * struck out once it was told: a process that dies in between tells it again, under the same id. Rejects where the bus doesn't take them.
 */
export async function tellDisabledEndpoints({ store, bus }: Pick<Services, 'store' | 'bus'>): Promise<number> {
  let count = 0;
  for (const endpoint of await store.endpoints.list()) {
    const { endpointId, untold = [] } = endpoint;
    if (untold.length === 0) continue;
    await bus.publish(untold.map((each) => signalOf(endpoint, each)));
    await store.endpoints.rewrite(endpointId, (current) => toldOf(current, untold));
    count += untold.length;
  }
  return count;
}

function signalOf({ endpointId, name }: Endpoint, disabling: Disabling): Signal {
  return { kind: 'endpoint-disabled', id: `${endpointId}/disabled/${disabling.atMs}`, endpointId, name, ...disabling };
}
