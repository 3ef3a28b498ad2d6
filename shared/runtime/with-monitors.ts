import type { Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { createAwsMonitors, type WatchedQueue } from './aws-monitors.ts';
import { requireVariable } from './environment.ts';
import { service } from './services.ts';

/** The monitors that measure the service: the queues and alarms that the environment names. */
export function withMonitors(project: Project): Pick<Services, 'monitors'> {
  const make = (): Services['monitors'] =>
    createAwsMonitors({ queues: queuesIn(requireVariable('QUEUES')), alarmPrefix: requireVariable('ALARM_PREFIX') });
  return { monitors: service('monitors', project, make) };
}

/** As the stack writes them: `work due https://… put-aside jobs/sweep-due https://…` */
export function queuesIn(text: string): readonly WatchedQueue[] {
  const words = text.split(' ');
  const queues: WatchedQueue[] = [];
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [kind, name = '', url = ''] = words.slice(at, at + 3);
    queues.push({ kind: kind === 'work' ? 'work' : 'put-aside', name, url });
  }
  return queues;
}
