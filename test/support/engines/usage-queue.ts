/** The queue of usage in memory, in virtual time: a batch whose worker dies comes again, and so do messages that it says failed. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Unchargeable } from '../../../shared/ports/unchargeable-queue.ts';
import { queueTriesMax } from '../../../shared/runtime/jobs.ts';

export interface UsageMessage {
  readonly messageId: string;
  readonly body: string;
  readonly sentMs: number;
}

export interface DeliveredUsage {
  /** Messages that were tried often enough, and those that were put aside with a reason. */
  readonly putAside: readonly Pick<Unchargeable, 'body' | 'reason'>[];
  readonly batches: number;
}

/** The worker, as Lambda calls it. Rejects where it is killed. */
export type UsageWorker = (
  event: SQSEvent,
) => Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }>;

/** Delivers all messages until each is gone or put aside. */
export async function deliverUsage(
  messages: readonly UsageMessage[],
  worker: UsageWorker,
  {
    batchSize,
    onBatch,
  }: { readonly batchSize: number; readonly onBatch?: (batch: number, at: readonly UsageMessage[]) => void },
): Promise<DeliveredUsage> {
  const putAside: Pick<Unchargeable, 'body' | 'reason'>[] = [];
  let waiting = messages.map((message) => ({ message, tries: 0 }));
  let batches = 0;
  while (waiting.length > 0) {
    const later: typeof waiting = [];
    for (let first = 0; first < waiting.length; first += batchSize) {
      const batch = waiting
        .slice(first, first + batchSize)
        .map(({ message, tries }) => ({ message, tries: tries + 1 }));
      onBatch?.(
        batches,
        batch.map(({ message }) => message),
      );
      batches += 1;
      const failed = await worker({ Records: batch.map(({ message, tries }) => usageRecord(message, tries)) }).then(
        ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
        () => new Set(batch.map(({ message }) => message.messageId)),
      );
      for (const each of batch) {
        if (!failed.has(each.message.messageId)) continue;
        if (each.tries >= queueTriesMax) putAside.push({ body: each.message.body, reason: 'tried-out' });
        else later.push(each);
      }
    }
    waiting = later;
  }
  return { putAside, batches };
}

export function usageRecord({ messageId, body, sentMs }: UsageMessage, tries = 1): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(tries),
      SentTimestamp: String(sentMs),
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: String(sentMs),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:usage',
    awsRegion: 'us-east-1',
  };
}
