import { Aws, Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { FilterPattern, LogGroup, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { Construct } from 'constructs';
import { usageJobs } from '../../shared/runtime/jobs.ts';
import { functionSizes } from '../function-size.ts';
import type { BedrockFiles, BedrockSettings } from '../usage-settings.ts';
import { acknowledgeStar } from './acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import { mayUseKey } from './may-use-key.ts';
import { QueueJob } from './queue-job.ts';
import { ServiceFunction, type Surroundings } from './service-function.ts';
import type { UsageQueue } from './usage-queue.ts';
import type { WatchedQueue } from './watch-service.ts';
import { WorkQueue } from './work-queue.ts';

export interface BedrockUsageProps extends Surroundings, Omit<BedrockSettings, 'callers'> {
  /** Where the calls go. It knows whom they are charged to (`callers`). */
  readonly usage: UsageQueue;
}

const noTable = { reads: [], writes: [] } as const;
/** Lambda asks twice more by itself. */
const triesMax = 2;

/**
 * Charges calls of Bedrock's models by its invocation log, in S3 or in CloudWatch Logs: applications stay as they are. Each call goes into the
 * queue of usage without what was asked and answered. One place is enough; from both a call comes twice, and is charged once.
 */
export class BedrockUsage extends Construct {
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];

  constructor(scope: Construct, id: string, { usage, files, logGroup, ...surroundings }: BedrockUsageProps) {
    super(scope, id);
    if (files === undefined && logGroup === undefined)
      throw new TypeError('neither a bucket nor a log group: where does Bedrock write its invocation log?');
    this.queues = [
      ...(files === undefined ? [] : this.readFiles(files, usage, surroundings)),
      ...(logGroup === undefined ? [] : this.readLog(logGroup, usage, surroundings)),
    ];
  }

  /** S3 tells the bus of a new file, the bus a queue, and the queue whoever reads it, until it is read. */
  private readFiles(files: BedrockFiles, usage: UsageQueue, surroundings: Surroundings): readonly WatchedQueue[] {
    const { stage, alarmTopic: topic } = surroundings;
    const { id, summary } = usageJobs.readBedrockFiles;
    const [of, size] = ['jobs/read-bedrock-files', functionSizes.job] as const;
    const { bucket, prefix = '', keyArn } = files;
    const work = new WorkQueue(this, 'files', { of, workerTimeoutSeconds: size.timeoutSeconds, stage, topic });
    const { job } = new QueueJob(this, id, {
      ...surroundings,
      entry: of,
      description: summary,
      size,
      access: noTable,
      environment: { USAGE_QUEUE_URL: usage.queue.queueUrl },
      queue: work.queue,
      workersMax: Math.max(2, stage.workersMax),
    });
    usage.queue.grant(job.role, 'sqs:SendMessage');
    const objects = `arn:${Aws.PARTITION}:s3:::${bucket}/${prefix}AWSLogs/*`;
    job.role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] }));
    acknowledgeStar(job.role, objects, 'logs');
    if (keyArn !== undefined) mayUseKey(job.role, { ...stage, encryptionKeyArn: keyArn }, ['s3']);
    new Rule(this, 'rule', {
      description: 'Credits: new files of Bedrock’s invocation log.',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [bucket] },
          object: { key: Match.wildcard(`${prefix}AWSLogs/*/BedrockModelInvocationLogs/*.json.gz`) },
        },
      },
      targets: [new SqsQueue(work.queue, { deadLetterQueue: work.deadLetters.queue })],
    });
    return [
      { kind: 'work', name: 'bedrock-files', queue: work.queue },
      { kind: 'put-aside', name: of, queue: work.deadLetters.queue },
    ];
  }

  private readLog(name: string, usage: UsageQueue, surroundings: Surroundings): readonly WatchedQueue[] {
    const { stage, alarmTopic: topic } = surroundings;
    const { id, summary } = usageJobs.readBedrockLog;
    const of = 'jobs/read-bedrock-log';
    const reader = new ServiceFunction(this, id, {
      ...surroundings,
      entry: of,
      description: summary,
      size: functionSizes.job,
      access: noTable,
      environment: { USAGE_QUEUE_URL: usage.queue.queueUrl },
    });
    usage.queue.grant(reader.role, 'sqs:SendMessage');
    const { queue } = new DeadLetters(this, 'log-dead-letters', { of, stage, topic });
    reader.target.configureAsyncInvoke({
      onFailure: new SqsDestination(queue),
      retryAttempts: triesMax,
      maxEventAge: Duration.hours(6),
    });
    new SubscriptionFilter(this, 'subscription', {
      logGroup: LogGroup.fromLogGroupName(this, 'log-group', name),
      destination: new LambdaDestination(reader.target),
      filterPattern: FilterPattern.stringValue('$.schemaType', '=', 'ModelInvocationLog'),
    });
    return [{ kind: 'put-aside', name: of, queue }];
  }
}
