/**
 * Tells the bus of endpoints that were disabled. A disabling is written down with what disabled it, and struck out once it was told: a process that
 * dies in between tells it again, under the same id.
 */
import { type Disabling, type Endpoint, toldOf } from '../domain/endpoint.ts';
import type { Signal } from '../domain/projections/signal.ts';
import type { Services } from '../ports/services.ts';

/** Answers how many disablings were told. Rejects where the bus doesn't take them: they stay to be told. */
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
