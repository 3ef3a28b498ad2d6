import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { defaultProject, isDefault, type Project } from '../domain/project.ts';
import type { DueMessage, DueQueue } from '../ports/due-queue.ts';

const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;
const messagesPerCall = 10;
const triesMax = 4;

/** The due queue on SQS. Entries of a batch that fail are sent again alone with the others that did; a queue that goes on refusing throws. */
export function createSqsDueQueue(queueUrl: string, project: Project = defaultProject): DueQueue {
  const client = new SQSClient(clientSettings);
  // All projects share the queue: a message says whose accounts they are.
  const told = (message: DueMessage): object => (isDefault(project) ? message : { project: project.name, ...message });
  return {
    backlog: async () => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
    },
    send: async (messages) => {
      for (let start = 0; start < messages.length; start += messagesPerCall)
        await sendBatch(client, queueUrl, messages.slice(start, start + messagesPerCall).map(told));
    },
  };
}

async function sendBatch(client: SQSClient, queueUrl: string, messages: readonly object[]): Promise<void> {
  let pending = messages.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: pending }));
    if (Failed.length === 0) return;
    const failed = new Set(Failed.map(({ Id }) => Id));
    pending = pending.filter(({ Id }) => failed.has(Id));
  }
  throw new Error(`the queue took all but ${pending.length} messages`);
}
