import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { scheduledJob } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

export const handler = scheduledJob({
  job: jobs.askTopUps,
  others: withBus,
  run: async ({ store, bus, atMs }) => {
    const { asked, failed, givenUp, failures } = await askTopUps({ store, bus }, atMs);
    for (const { accountId, cause } of failures)
      logger.error('top-up not asked for', { accountId, error: loggedError(cause) });
    // The run counts as failed, and is tried again: what it has told is not told anew.
    if (failures.length > 0) throw new Error('some top-ups could not be asked for');
    return { AskedAgain: asked, PaymentsFailed: failed, GivenUp: givenUp };
  },
});
