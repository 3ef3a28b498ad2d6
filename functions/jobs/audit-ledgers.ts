import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

/** The part of a function's fifteen minutes in which pages are begun: the last of them still ends in time. */
const budgetMs = 10 * 60_000;

export const handler = jobHandler({
  job: jobs.auditLedgers,
  others: withBus,
  run: async (_event: unknown, { store, bus, atMs }) => {
    const endsMs = performance.now() + budgetMs;
    const isOver = (): boolean => performance.now() > endsMs;
    const { audited, skipped, breaches, failures, caughtUp } = await auditLedgers({ store, bus }, atMs, { isOver });
    for (const breach of breaches) logger.critical('ledger in breach', { ...breach });
    for (const { accountId, cause } of failures)
      logger.error('account not audited', { accountId, error: loggedError(cause) });
    return {
      counts: {
        Audited: audited,
        Skipped: skipped,
        NotAudited: failures.length,
        CaughtUp: caughtUp,
        LedgerBreaches: breaches.length,
      },
      answer: undefined,
    };
  },
});
