import * as z from 'zod/mini';
import { defaultProject, isDefault, type Project } from '../../domain/project.ts';
import type { NewsQueue } from '../../ports/news.ts';
import { callAws } from '../aws-json.ts';

/** A batch takes so many messages, and so many bytes of them. */
const messagesPerCall = 10;
const callMaxBytes = 200_000;
const triesMax = 4;

/** The queue of news, on SQS. What fails of a batch is sent again; a queue that goes on refusing throws. */
export function createSqsNewsQueue(queueUrl: string, project: Project = defaultProject): NewsQueue {
  // All projects share the queue: a message says whose news it is.
  const origin = isDefault(project) ? {} : { project: project.name };

  const call = (action: string, input: object): Promise<unknown> =>
    callAws({
      service: 'sqs',
      target: `AmazonSQS.${action}`,
      endpoint: new URL('/', queueUrl).href,
      input: { QueueUrl: queueUrl, ...input },
    });

  async function sendBatch(bodies: readonly string[]): Promise<void> {
    let pending = bodies.map((body, index) => ({ Id: String(index), MessageBody: body }));
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { Failed = [] } = sent.parse(await call('SendMessageBatch', { Entries: pending }));
      if (Failed.length === 0) return;
      const failed = new Set(Failed.map(({ Id }) => Id));
      pending = pending.filter(({ Id }) => failed.has(Id));
    }
    throw new Error(`the queue of news took all but ${pending.length} messages`);
  }

  return {
    send: async (messages) => {
      for (const batch of batchesOf(messages.map((message) => JSON.stringify({ ...origin, ...message }))))
        await sendBatch(batch);
    },
    backlog: async () => {
      const answer = await call('GetQueueAttributes', { AttributeNames: ['ApproximateNumberOfMessages'] });
      return Number(attributes.parse(answer).Attributes.ApproximateNumberOfMessages);
    },
  };
}

const sent = z.object({ Failed: z.optional(z.array(z.object({ Id: z.string() }))) });
const attributes = z.object({ Attributes: z.object({ ApproximateNumberOfMessages: z.string() }) });

function batchesOf(bodies: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const last = batches.at(-1);
    if (last === undefined || last.length === messagesPerCall || bytes + size > callMaxBytes) {
      batches.push([body]);
      bytes = size;
    } else {
      last.push(body);
      bytes += size;
    }
  }
  return batches;
}
