import type { EventBus } from '../storage/event-bus.ts';
import { required } from './environment.ts';
import { createEventBridgeBus } from './eventbridge-bus.ts';
import { surroundings } from './services.ts';

let bus: EventBus | undefined;

/** The process's event bus: the one provided, or else what the environment names. */
export function eventBus(): EventBus {
  bus ??= createEventBridgeBus(required('EVENT_BUS_NAME'), surroundings);
  return bus;
}

/** Gives the process its bus instead of the environment's. The local service keeps events in memory. */
export function provideBus(provided: EventBus): void {
  bus = provided;
}
