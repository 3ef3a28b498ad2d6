import { present } from '../../domain/present.ts';
import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import type { UsageQueue } from '../../ports/usage-queue.ts';
import { callAws } from '../aws-json.ts';
import { requireVariable } from '../environment.ts';
import { service } from '../services.ts';
import { createTurnstile } from '../turnstile.ts';
import { packUsage } from './usage-messages.ts';

const callsAtOnceMax = 16;

/** The queue of usage on SQS. In a FIFO queue each account is a group. */
export function createSqsUsageQueue(queueUrl: string): UsageQueue {
  const turnstile = createTurnstile(callsAtOnceMax);
  const isFifo = queueUrl.endsWith('.fifo');
  return {
    send: async (events) => {
      const sent = packUsage(events, isFifo).map(({ accountId, body }) =>
        turnstile.pass(() =>
          callAws({
            service: 'sqs',
            target: 'AmazonSQS.SendMessage',
            endpoint: new URL('/', queueUrl).href,
            input: { QueueUrl: queueUrl, MessageBody: body, ...present({ MessageGroupId: accountId }) },
          }),
        ),
      );
      await Promise.all(sent);
    },
  };
}

/** The queue of usage that the environment names. */
export function withUsageQueue(project: Project): Pick<Services, 'usage'> {
  return { usage: service('usage', project, () => createSqsUsageQueue(requireVariable('USAGE_QUEUE_URL'))) };
}
