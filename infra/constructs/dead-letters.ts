import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { runbook } from '../runbook.ts';
import type { StageSettings } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';
import { encryptQueue } from './may-use-key.ts';

export interface DeadLettersProps {
  /** Whose work is put aside, for the alarm to name. */
  readonly of: string;
  readonly stage: StageSettings;
  readonly topic: ITopic;
  /** True for those of a FIFO queue. */
  readonly isFifo?: boolean;
}

/** Work that was tried often enough is put aside here for two weeks, and somebody is told at the first message. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { of, stage, topic, isFifo = false }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'queue', {
      ...queueDefaults,
      ...(isFifo ? { fifo: true, contentBasedDeduplication: true } : {}),
      retentionPeriod: Duration.days(14),
    });
    encryptQueue(this.queue, stage);
    acknowledge(this.queue, 'AwsSolutions-SQS3');
    acknowledge(this.queue, 'Serverless-SQSRedrivePolicy');
    addAlarm(this, 'depth', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: 1,
      matter: `Work of ${of} was put aside after its last try.`,
      section: runbook.putAside,
      topic,
    });
  }
}

/** Encrypted, by the service's own keys unless the stage has one, and reached over TLS alone. */
export const queueDefaults = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;
