import { sweepDue } from '../../shared/operations/sweep-due.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { withQueue } from '../../shared/runtime/with-queue.ts';

export const handler = jobHandler({
  job: jobs.sweepDue,
  others: withQueue,
  run: async (_event: unknown, { store, queue, atMs }) => {
    const { found, parked, isPartial } = await sweepDue(store, queue, atMs);
    return { counts: { Due: found, Parked: parked, PartialSweeps: isPartial ? 1 : 0 }, answer: undefined };
  },
});
