import type { FactQueue } from '../../ports/fact-queue.ts';
import { callAws } from '../aws-json.ts';

/** The queue of what a payment provider told, on SQS. */
export function createSqsFactQueue(queueUrl: string): FactQueue {
  return {
    send: async (event) => {
      await callAws({
        service: 'sqs',
        target: 'AmazonSQS.SendMessage',
        endpoint: new URL('/', queueUrl).href,
        input: { QueueUrl: queueUrl, MessageBody: event },
      });
    },
  };
}
