/** Queues and alarms, as SQS and CloudWatch tell of them. */
import * as z from 'zod/mini';
import type { QueueDepth, RingingAlarm } from '../domain/projections/service-health.ts';
import type { Monitors } from '../ports/monitors.ts';
import { awsRegion, callAws } from './aws-json.ts';

export interface WatchedQueue {
  readonly name: string;
  readonly kind: QueueDepth['kind'];
  readonly url: string;
}

/** With more that ring nobody reads the list. */
const alarmsMax = 100;

export function createAwsMonitors({
  queues,
  alarmPrefix,
}: {
  readonly queues: readonly WatchedQueue[];
  /** The prefix of the alarms' names. */
  readonly alarmPrefix: string;
}): Monitors {
  return {
    queues: () => Promise.all(queues.map(depthOf)),
    ringing: () => ringingAlarms(alarmPrefix),
  };
}

const attributes = z.object({ Attributes: z.object({ ApproximateNumberOfMessages: z.string() }) });

async function depthOf({ name, kind, url }: WatchedQueue): Promise<QueueDepth> {
  const answered = await callAws({
    service: 'sqs',
    target: 'AmazonSQS.GetQueueAttributes',
    endpoint: new URL('/', url).href,
    input: { QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] },
  });
  return { name, kind, messages: Number(attributes.parse(answered).Attributes.ApproximateNumberOfMessages) };
}

const alarms = z.object({
  MetricAlarms: z.array(
    z.object({
      AlarmName: z.string(),
      AlarmDescription: z.optional(z.nullable(z.string())),
      /** Seconds since 1970. */
      StateUpdatedTimestamp: z.number(),
    }),
  ),
});

async function ringingAlarms(prefix: string): Promise<readonly RingingAlarm[]> {
  const answered = await callAws({
    service: 'monitoring',
    target: 'GraniteServiceVersion20100801.DescribeAlarms',
    endpoint: `https://monitoring.${awsRegion()}.amazonaws.com/`,
    input: { AlarmNamePrefix: prefix, StateValue: 'ALARM', MaxRecords: alarmsMax },
  });
  return alarms.parse(answered).MetricAlarms.map(({ AlarmName, AlarmDescription, StateUpdatedTimestamp }) => ({
    name: AlarmName,
    matter: AlarmDescription ?? '',
    sinceMs: Math.round(StateUpdatedTimestamp * 1_000),
  }));
}
