/** A service over one table: what was published, by id, and under which number of its restoration. */
import { eventOf, type PublishedEvent } from '../../../shared/contract/events/event-detail.ts';
import type { Services } from '../../../shared/ports/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { KeptTable } from './kept-table.ts';

export interface World {
  readonly table: KeptTable;
  readonly store: CreditStore;
  readonly bus: Services['bus'];
  readonly nowMs: () => number;
}

/** The events of all worlds that came of one another: what a subscriber has seen. */
export interface Seen {
  readonly byId: Map<string, string>;
  /** Ids that came again with other content. */
  readonly differing: Set<string>;
}

export function createWorld(
  table: KeptTable,
  { seen, restoration }: { readonly seen: Seen; readonly restoration: number },
): World {
  const nowMs = (): number => Math.floor(table.clock.nowMs);
  // A wait passes as calls do.
  const sleep = async (ms: number): Promise<void> => {
    table.clock.nowMs += ms / 100;
  };
  return {
    table,
    nowMs,
    store: createStore(table, { sleep, random: Math.random, monotonicMs: () => table.clock.nowMs }),
    bus: {
      publish: async (signals) => {
        for (const signal of signals) note(seen, eventOf(signal, { restoration }));
      },
    },
  };
}

function note({ byId, differing }: Seen, event: PublishedEvent): void {
  const id = String(event.detail.metadata['id']);
  const text = JSON.stringify(event);
  const known = byId.get(id) ?? text;
  byId.set(id, known);
  if (known !== text) differing.add(id);
}
