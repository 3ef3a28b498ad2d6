import type { Services } from '../ports/services.ts';
import { requireVariable } from './environment.ts';
import { createEventBridgeBus } from './eventbridge-bus.ts';
import { service, surroundings } from './services.ts';

/** The event bus: EventBridge's, that the environment names. */
export function withBus(): Pick<Services, 'bus'> {
  return { bus: service('bus', () => createEventBridgeBus(requireVariable('EVENT_BUS_NAME'), surroundings)) };
}
