/** The queue of usage in memory, in virtual time: a batch whose worker dies comes again, and so do messages that it says failed. */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { present } from '../../../shared/domain/present.ts';
import type { Unchargeable } from '../../../shared/ports/unchargeable-queue.ts';
import { queueTriesMax } from '../../../shared/runtime/jobs.ts';

export interface UsageMessage {
  readonly messageId: string;
  readonly body: string;
  readonly sentMs: number;
  /** The message group, in a FIFO queue. */
  readonly groupId?: string;
}

export interface DeliveredUsage {
  /** Messages that were tried often enough. */
  readonly putAside: readonly TriedOut[];
  readonly batches: number;
}

export type TriedOut = Pick<Unchargeable, 'body' | 'reason'> & Pick<UsageMessage, 'groupId'>;

/** The worker, as Lambda calls it. Rejects where it is killed. */
export type UsageWorker = (
  event: SQSEvent,
) => Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }>;

export interface UsageDelivery {
  readonly batchSize: number;
  /** How long a message that failed stays hidden before it comes again; not at all unless told. */
  readonly hiddenMs?: number;
  /** Is told of each batch before its worker is, and when it comes. */
  readonly onBatch?: (batch: number, atMs: number) => void;
}

interface Waiting {
  readonly message: UsageMessage;
  readonly tries: number;
  /** From when on it can be had. */
  readonly fromMs: number;
}

/** Delivers all messages until each is gone or put aside: what was sent first comes first, and what failed once it was hidden long enough. */
export async function deliverUsage(
  messages: readonly UsageMessage[],
  worker: UsageWorker,
  { batchSize, hiddenMs = 0, onBatch }: UsageDelivery,
): Promise<DeliveredUsage> {
  const putAside: TriedOut[] = [];
  const fresh = messages.map((message) => ({ message, tries: 0, fromMs: message.sentMs }));
  // What failed last can be had last.
  const hidden: Waiting[] = [];
  let [next, batches, nowMs] = [0, 0, 0];
  while (next < fresh.length || hidden.length > 0) {
    const again = hidden.findIndex(({ fromMs }) => fromMs > nowMs);
    let batch = hidden.splice(0, Math.min(again === -1 ? hidden.length : again, batchSize));
    const first = fresh.slice(next, next + batchSize - batch.length);
    next += first.length;
    batch.push(...first);
    if (batch.length === 0) batch = hidden.splice(0, batchSize);
    nowMs = batch.reduce((atMs, { fromMs }) => Math.max(atMs, fromMs), nowMs);
    onBatch?.(batches, nowMs);
    batches += 1;
    const tried = batch.map((each) => ({ ...each, tries: each.tries + 1 }));
    const failed = await failedOf(worker, tried);
    for (const { message, tries } of tried) {
      if (!failed.has(message.messageId)) continue;
      if (tries >= queueTriesMax) putAside.push({ body: message.body, reason: 'tried-out' });
      else hidden.push({ message, tries, fromMs: nowMs + hiddenMs });
    }
  }
  return { putAside, batches };
}

/** The messages of a batch that come again, by their ids: all where the worker dies. */
export async function failedOf(
  worker: UsageWorker,
  tried: readonly { readonly message: UsageMessage; readonly tries: number }[],
): Promise<ReadonlySet<string>> {
  return worker({ Records: tried.map(({ message, tries }) => usageRecord(message, tries)) }).then(
    ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
    () => new Set(tried.map(({ message }) => message.messageId)),
  );
}

export function usageRecord({ messageId, body, sentMs, groupId }: UsageMessage, tries = 1): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(tries),
      SentTimestamp: String(sentMs),
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: String(sentMs),
      ...present({ MessageGroupId: groupId }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:usage',
    awsRegion: 'us-east-1',
  };
}
