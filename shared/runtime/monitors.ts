import type { Monitors } from '../storage/monitors.ts';
import { createAwsMonitors, type WatchedQueue } from './aws-monitors.ts';
import { required } from './environment.ts';

let current: Monitors | undefined;

/** What the process measures the service by: what was provided, or else what the environment names. */
export function monitors(): Monitors {
  current ??= createAwsMonitors({ queues: queuesIn(required('QUEUES')), alarmPrefix: required('ALARM_PREFIX') });
  return current;
}

/** Gives the process its monitors instead of the environment's. The local service brings its own. */
export function provideMonitors(provided: Monitors): void {
  current = provided;
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
