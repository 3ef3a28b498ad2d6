import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { eventBus } from '../../shared/runtime/event-bus.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { logger } from '../../shared/runtime/telemetry.ts';

export const handler = jobHandler<unknown, void>({
  job: jobs.auditLedgers,
  run: async (_event, { store, atMs }) => {
    const { audited, skipped, breaches, caughtUp } = await auditLedgers({ store, bus: eventBus() }, atMs);
    for (const breach of breaches) logger.critical('ledger in breach', { ...breach });
    return {
      counts: { Audited: audited, Skipped: skipped, CaughtUp: caughtUp, LedgerBreaches: breaches.length },
      answer: undefined,
    };
  },
});
