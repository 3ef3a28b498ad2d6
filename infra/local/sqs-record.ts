/** A message as SQS hands it to a function, for the queues in this process's memory. */
import type { SQSRecord } from 'aws-lambda';

export interface DeliveredMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was delivered before. */
  readonly tries: number;
  readonly sentMs?: number;
}

/** `queue` is the queue's name. */
export function sqsRecord(queue: string, { id, body, tries, sentMs = 0 }: DeliveredMessage): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(tries + 1),
      SentTimestamp: String(sentMs),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(sentMs),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
    awsRegion: 'us-east-1',
  };
}
