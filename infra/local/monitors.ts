/** What operators are told of the service on this machine: its queue in memory, and that no alarm watches it. */
import { jobs } from '../../shared/runtime/jobs.ts';
import type { Monitors } from '../../shared/storage/monitors.ts';

/** Without jobs nothing waits. */
export function localMonitors(
  jobsRun: () => { readonly waiting: number; readonly putAside: number } | undefined,
): Monitors {
  return {
    queues: async () => {
      const { waiting = 0, putAside = 0 } = jobsRun() ?? {};
      return [
        { name: 'due', kind: 'work', messages: waiting },
        { name: `jobs/${jobs.settleAccounts.id}`, kind: 'put-aside', messages: putAside },
      ];
    },
    ringing: async () => [],
  };
}
