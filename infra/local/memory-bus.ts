/** The event bus in this process's memory. It keeps the newest events for whoever wants to look. */
import { eventOf, type PublishedEvent } from '../../shared/contract/events/event-detail.ts';
import { defaultProject, type Project } from '../../shared/domain/project.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';

export interface MemoryBus extends EventBus {
  /** The newest events, oldest first. */
  events(): readonly PublishedEvent[];
  /** The same bus, for the events of one project. */
  of(project: Project): EventBus;
}

const eventsMax = 1_000;

/** Hands each event to whoever listens, too. */
export function createMemoryBus(listen: (event: PublishedEvent) => Promise<void> = async () => {}): MemoryBus {
  const events: PublishedEvent[] = [];
  const of = (project: Project): EventBus => ({
    publish: async (signals) => {
      const published = signals.map((signal) => eventOf(signal, { project }));
      events.push(...published);
      events.splice(0, events.length - eventsMax);
      for (const event of published) await listen(event);
    },
  });
  return { events: () => events, of, ...of(defaultProject) };
}
