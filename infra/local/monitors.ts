/** The monitors of the service on this machine: its queues in memory, and that no alarm watches it. */

import type { Monitors } from '../../shared/ports/monitors.ts';
import { jobs, usageJobs } from '../../shared/runtime/jobs.ts';
import type { MemoryQueue } from './memory-queue.ts';
import type { MemoryUsage } from './memory-usage.ts';

export function localMonitors(queue: MemoryQueue, usage: MemoryUsage): Monitors {
  return {
    queues: async () => {
      return [
        { name: 'due', kind: 'work', messages: queue.waiting() },
        { name: `jobs/${jobs.advanceAccounts.id}`, kind: 'put-aside', messages: queue.putAside() },
        { name: 'usage', kind: 'work', messages: usage.waiting() },
        { name: `jobs/${usageJobs.settleUsage.id}`, kind: 'put-aside', messages: usage.putAside().length },
      ];
    },
    ringing: async () => [],
  };
}
