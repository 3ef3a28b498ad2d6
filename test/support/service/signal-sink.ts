import type { Signal } from '../../../shared/domain/projections/signal.ts';
import type { EventBus } from '../../../shared/ports/event-bus.ts';

export interface SignalSink extends EventBus {
  /** Everything that was published, duplicates included. */
  readonly published: readonly Signal[];
  /** The signals of a subscriber that drops duplicates by id. */
  distinct(): readonly Signal[];
}

/** A bus in memory. `fails` is asked before each publication: a bus that is gone, or a crash just before. */
export function signalSink(fails: () => boolean = () => false): SignalSink {
  const published: Signal[] = [];
  return {
    published,
    distinct: () => [...new Map(published.map((signal) => [signal.id, signal])).values()],
    publish: async (signals) => {
      if (fails()) throw new Error('the bus is gone');
      published.push(...signals);
    },
  };
}
