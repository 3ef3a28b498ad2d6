import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { accountSk } from '../../shared/storage/table-keys.ts';
import { runbook } from '../runbook.ts';
import { addAlarm, alarmPeriod } from './alarm.ts';
import { DeadLetters } from './dead-letters.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

const batchMax = 100;
const triesMax = 10;
const shardsAtOnce = 2;
const oldMs = 60_000;

/** A function that follows the table's stream: each account's commits in order. A batch that fails is halved until the culprit is alone. */
export class StreamConsumer extends Construct {
  readonly consumer: ServiceFunction;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.consumer = new ServiceFunction(this, 'consumer', props);
    const deadLetters = new DeadLetters(this, 'dead-letters', { of: props.entry, topic: props.alarmTopic });
    this.consumer.target.addEventSource(
      new DynamoEventSource(props.table.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: batchMax,
        parallelizationFactor: shardsAtOnce,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: triesMax,
        onFailure: new SqsDlq(deadLetters.queue),
        // The account item carries its commits; what is filed from it says nothing new.
        filters: [FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.isEqual(accountSk) } } } })],
      }),
    );
    addAlarm(this, 'age', {
      metric: this.consumer.target.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: Duration.millis(oldMs).toMilliseconds(),
      periods: 2,
      matter: `${props.entry} is more than a minute behind the table's stream.`,
      section: runbook.streamOld,
      topic: props.alarmTopic,
    });
  }
}
