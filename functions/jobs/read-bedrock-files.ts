import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { usageJobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { readLogFile } from '../../shared/runtime/usage/read-log-file.ts';
import { withUsageQueue } from '../../shared/runtime/usage/sqs-usage-queue.ts';
import { withLogFiles } from '../../shared/runtime/usage/with-log-files.ts';

/** Reads files of the log line by line. One of which some could not be handed over comes again: a call is charged once, however often it does. */
export const handler = jobHandler({
  job: usageJobs.readBedrockFiles,
  others: (project) => ({ ...withUsageQueue(project), ...withLogFiles(project) }),
  run: async (event: SQSEvent, services) => {
    const counts = { FilesNotRead: 0, CallsRead: 0 };
    const read = async ({ body, messageId }: SQSRecord): Promise<void> => {
      try {
        counts.CallsRead += await readLogFile(body, services);
      } catch (cause) {
        counts.FilesNotRead += 1;
        logger.error('file not read', { messageId, error: loggedError(cause) });
        throw cause;
      }
    };
    const answer = await processPartialResponse(event, read, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
    return { counts, answer };
  },
});
