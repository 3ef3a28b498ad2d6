/** The monitors of the service on this machine: its queue in memory, and that no alarm watches it. */

import type { Monitors } from '../../shared/ports/monitors.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import type { MemoryQueue } from './memory-queue.ts';

export function localMonitors(queue: MemoryQueue): Monitors {
  return {
    queues: async () => {
      return [
        { name: 'due', kind: 'work', messages: queue.waiting() },
        { name: `jobs/${jobs.advanceAccounts.id}`, kind: 'put-aside', messages: queue.putAside() },
      ];
    },
    ringing: async () => [],
  };
}
