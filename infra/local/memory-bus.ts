/** The event bus in this process's memory. It keeps the newest events for whoever wants to look. */
import { eventOf, type PublishedEvent } from '../../shared/contract/events/event-detail.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';

export interface MemoryBus extends EventBus {
  /** The newest events, oldest first. */
  events(): readonly PublishedEvent[];
}

const eventsMax = 1_000;

export function createMemoryBus(): MemoryBus {
  const events: PublishedEvent[] = [];
  return {
    events: () => events,
    publish: async (signals) => {
      events.push(...signals.map(eventOf));
      events.splice(0, events.length - eventsMax);
    },
  };
}
