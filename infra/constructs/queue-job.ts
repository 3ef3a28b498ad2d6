import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { queueBatchMax, queueTriesMax } from '../../shared/runtime/jobs.ts';
import { runbook } from '../runbook.ts';
import { acknowledge } from './acknowledged.ts';
import { addAlarm, alarmPeriod } from './alarm.ts';
import { DeadLetters, queueDefaults } from './dead-letters.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

/** A message is hidden for six times as long as a run may take, so that none is delivered again while it is worked on. */
const hiddenForRuns = 6;
const oldSeconds = 900;

export interface DueQueueProps {
  /** The worker's entry, for the alarms to name. */
  readonly of: string;
  readonly workerTimeoutSeconds: number;
  readonly topic: ServiceFunctionProps['alarmTopic'];
}

/** Work that waits for a worker. */
export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { of, workerTimeoutSeconds, topic }: DueQueueProps) {
    super(scope, id);
    const deadLetters = new DeadLetters(this, 'dead-letters', { of, topic });
    this.queue = new Queue(this, 'queue', {
      ...queueDefaults,
      visibilityTimeout: Duration.seconds(hiddenForRuns * workerTimeoutSeconds),
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: queueTriesMax },
    });
    addAlarm(this, 'age', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: oldSeconds,
      matter: `The oldest message for ${of} has waited for a quarter of an hour.`,
      section: runbook.queueOld,
      topic,
    });
  }
}

export interface QueueJobProps extends ServiceFunctionProps {
  readonly queue: Queue;
  readonly workersMax: number;
}

/** A function that works off a queue: it answers which messages failed, and only those come again. */
export class QueueJob extends Construct {
  readonly job: ServiceFunction;

  constructor(scope: Construct, id: string, props: QueueJobProps) {
    super(scope, id);
    this.job = new ServiceFunction(this, 'job', props);
    acknowledge(this.job, 'Serverless-LambdaEventSourceMappingDestination');
    this.job.target.addEventSource(
      new SqsEventSource(props.queue, {
        batchSize: queueBatchMax,
        reportBatchItemFailures: true,
        maxConcurrency: props.workersMax,
      }),
    );
  }
}
