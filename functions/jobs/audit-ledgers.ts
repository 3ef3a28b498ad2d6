import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

export const handler = jobHandler({
  job: jobs.auditLedgers,
  others: withBus,
  run: async (_event: unknown, { store, bus, atMs }) => {
    const { audited, skipped, breaches, caughtUp } = await auditLedgers({ store, bus }, atMs);
    for (const breach of breaches) logger.critical('ledger in breach', { ...breach });
    return {
      counts: { Audited: audited, Skipped: skipped, CaughtUp: caughtUp, LedgerBreaches: breaches.length },
      answer: undefined,
    };
  },
});
