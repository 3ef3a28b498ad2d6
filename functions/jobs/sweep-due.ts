import { toCredits } from '../../shared/domain/amount.ts';
import { watchedBalances } from '../../shared/operations/reading/watched-balances.ts';
import { sweepDue, sweepMoved } from '../../shared/operations/sweep-due.ts';
import { areBalancesDue, showBalance } from '../../shared/runtime/consumption-metrics.ts';
import { scheduledJob } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withQueue } from '../../shared/runtime/with-queue.ts';

export const handler = scheduledJob({
  job: jobs.sweepDue,
  others: withQueue,
  run: async ({ store, queue, atMs, project }) => {
    const { found, parked, isPartial } = await sweepDue(store, queue, atMs);
    const { balances, unread } = areBalancesDue(atMs)
      ? await watchedBalances(store, atMs)
      : { balances: [], unread: [] };
    for (const { accountId, available } of balances) showBalance(accountId, toCredits(available), project);
    for (const { accountId, cause } of unread)
      logger.error('watched balance not read', { accountId, error: loggedError(cause) });
    const moved = project.mode === 'test' ? await sweepMoved(store, queue, atMs) : 0;
    return { Due: found + moved, Parked: parked, PartialSweeps: isPartial ? 1 : 0, NotShown: unread.length };
  },
});
