import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { StreamConsumer as ConsumerSettings } from '../../shared/runtime/streams.ts';
import { runbook } from '../runbook.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';
import { DeadLetters } from './dead-letters.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

export interface StreamConsumerProps extends ServiceFunctionProps {
  readonly settings: ConsumerSettings;
}

/** Batches of one shard that are worked on side by side; one account's are always in order. */
const batchesAtOnce = 2;

/** A function that follows the table's stream: each account's commits in order. A batch that fails is halved until the culprit is alone. */
export class StreamConsumer extends Construct {
  readonly consumer: ServiceFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    const { settings } = props;
    const { tableStreamArn } = props.table.table;
    if (tableStreamArn === undefined) throw new TypeError('the table has no stream');
    this.consumer = new ServiceFunction(this, 'consumer', props);
    this.deadLetters = new DeadLetters(this, 'dead-letters', {
      of: props.entry,
      stage: props.stage,
      topic: props.alarmTopic,
    });
    // The library's own grant would list every stream of the account.
    this.consumer.role.addToPolicy(
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((each) => `dynamodb:${each}`),
        resources: [tableStreamArn],
      }),
    );
    const mapping = new EventSourceMapping(this, 'mapping', {
      target: this.consumer.target,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: settings.batchMax,
      maxBatchingWindow: Duration.seconds(settings.batchWindowSeconds),
      parallelizationFactor: batchesAtOnce,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // Tries have no number of their own: what ends them is the age, so that a bus which is away for an hour loses nothing.
      maxRecordAge: Duration.seconds(settings.recordAgeMaxSeconds),
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: [FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.isEqual(settings.sortKey) } } } })],
    });
    // Lambda tries the role before it makes the mapping.
    mapping.node.addDependency(this.consumer.role);
    addAlarm(this, 'age', {
      metric: this.consumer.target.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: Duration.minutes(settings.behindMaxMinutes).toMilliseconds(),
      periods: 2,
      matter: `${props.entry} is more than ${minutes(settings.behindMaxMinutes)} behind the table's stream.`,
      section: runbook.streamOld,
      topic: props.alarmTopic,
    });
  }
}

function minutes(count: number): string {
  return count === 1 ? 'a minute' : `${count} minutes`;
}
