import type { Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { optional, requireVariable } from './environment.ts';
import { createEventBridgeBus } from './eventbridge-bus.ts';
import { service, surroundings } from './services.ts';

/** The event bus: EventBridge's, that the environment names, with the number of the table's restoration in its ids. */
export function withBus(project: Project): Pick<Services, 'bus'> {
  const restoration = Number(optional('RESTORATION') ?? 0);
  return {
    bus: service('bus', project, () =>
      createEventBridgeBus(requireVariable('EVENT_BUS_NAME'), { ...surroundings, restoration, project }),
    ),
  };
}
