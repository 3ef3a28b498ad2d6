import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { queueBatchMax } from '../../shared/runtime/jobs.ts';
import { acknowledge } from './acknowledge.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

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
