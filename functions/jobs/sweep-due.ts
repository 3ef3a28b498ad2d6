import { toCredits } from '../../shared/domain/amount.ts';
import { watchedBalances } from '../../shared/operations/reading/watched-balances.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import { areBalancesDue, showBalance } from '../../shared/runtime/consumption-metrics.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { withQueue } from '../../shared/runtime/with-queue.ts';

export const handler = jobHandler({
  job: jobs.sweepDue,
  others: withQueue,
  run: async (_event: unknown, { store, queue, atMs }) => {
    const { found, parked, isPartial } = await sweepDue(store, queue, atMs);
    if (areBalancesDue(atMs))
      for (const { accountId, available } of await watchedBalances(store, atMs))
        showBalance(accountId, toCredits(available));
    return { counts: { Due: found, Parked: parked, PartialSweeps: isPartial ? 1 : 0 }, answer: undefined };
  },
});
