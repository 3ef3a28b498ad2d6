import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { queueTriesMax } from '../../shared/runtime/jobs.ts';
import { runbook } from '../runbook.ts';
import type { StageSettings } from '../stages.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';
import { DeadLetters, queueDefaults } from './dead-letters.ts';
import { encryptQueue } from './may-use-key.ts';

/** A message is hidden for six times as long as a run may take, so that none is delivered again while it is worked on. */
const hiddenForRuns = 6;
const oldSeconds = 900;

export interface WorkQueueProps {
  /** The worker's entry, for the alarms to name. */
  readonly of: string;
  readonly workerTimeoutSeconds: number;
  readonly stage: StageSettings;
  readonly topic: ITopic;
}

/** Work that waits for a worker. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, { of, workerTimeoutSeconds, stage, topic }: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'dead-letters', { of, stage, topic });
    this.queue = new Queue(this, 'queue', {
      ...queueDefaults,
      visibilityTimeout: Duration.seconds(hiddenForRuns * workerTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: queueTriesMax },
    });
    encryptQueue(this.queue, stage);
    addAlarm(this, 'age', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: oldSeconds,
      matter: `The oldest message for ${of} has waited for a quarter of an hour.`,
      section: runbook.queueOld,
      topic,
    });
  }
}
