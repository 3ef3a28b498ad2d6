import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent } from 'aws-lambda';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { usageJobs } from '../../shared/runtime/jobs.ts';
import { usageOfRecord } from '../../shared/runtime/usage/bedrock-usage.ts';
import { withUsageQueue } from '../../shared/runtime/usage/sqs-usage-queue.ts';

/** Takes what a subscription of Bedrock's log group brings, each call of a model as a message of its own. */
export const handler = jobHandler({
  job: usageJobs.readBedrockLog,
  others: withUsageQueue,
  run: async ({ awslogs }: CloudWatchLogsEvent, { usage }) => {
    const { messageType, logGroup, logEvents } = decoded(awslogs.data);
    const calls =
      messageType === 'DATA_MESSAGE'
        ? logEvents.flatMap(({ id, message }) => usageOfRecord(message, `${logGroup}#${id}`) ?? [])
        : [];
    await usage.send(calls);
    return { counts: { CallsRead: calls.length }, answer: undefined };
  },
});

/** CloudWatch sends at most some megabytes at once. */
function decoded(data: string): CloudWatchLogsDecodedData {
  return JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString());
}
