import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { advanceAccounts } from '../../shared/operations/advance-accounts.ts';
import { accountsPerMessage } from '../../shared/operations/sweep-due.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withQueue } from '../../shared/runtime/with-queue.ts';

const message = z.strictObject({
  project: z.optional(z.string()),
  accountIds: z.array(z.string()).check(z.minLength(1), z.maxLength(accountsPerMessage)),
});

/** Answers exactly which messages the queue must deliver again. */
export const handler = jobHandler({
  job: jobs.advanceAccounts,
  others: withQueue,
  run: async (event: SQSEvent, { of }) => {
    let advanced = 0;
    let failed = 0;
    const advanceRecord = async ({ body }: SQSRecord): Promise<void> => {
      const { project, accountIds } = message.parse(JSON.parse(body));
      const services = await of(project);
      const servicesOf = (accountId: string): ReturnType<typeof of> => of(project, accountId);
      const { failures, isDone } = await advanceAccounts({ ...services, servicesOf }, { accountIds }, services.atMs);
      advanced += accountIds.length - failures.length;
      failed += failures.length;
      for (const { accountId, cause } of failures)
        logger.error('account not advanced', { accountId, error: loggedError(cause) });
      if (!isDone) throw new Error('the account of this message is not advanced');
    };
    const answer = await processPartialResponse(event, advanceRecord, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
    return { counts: { Advanced: advanced, NotAdvanced: failed }, answer };
  },
});
