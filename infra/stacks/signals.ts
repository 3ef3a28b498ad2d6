import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { eventSource, sourceOf } from '../../shared/contract/events/event-detail.ts';
import { copiedLedgers } from '../../shared/domain/ledger/copied-part.ts';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { type ConsumerId, type StreamConsumer as ConsumerSettings, streams } from '../../shared/runtime/streams.ts';
import { letTellEntries } from '../constructs/let-tell-entries.ts';
import type { ServiceFunction, Surroundings } from '../constructs/service-function.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { WatchedQueue } from '../constructs/watch-service.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { functionSizes } from '../function-size.ts';
import { stageProjects } from '../stage-projects.ts';
import type { StageSettings } from '../stages.ts';
import { streamAccess } from '../table-access.ts';

/** Where the service speaks up: events for other systems on the bus, alarms for its operators on the topic. */
export class SignalsStack extends Stack {
  readonly bus: IEventBus;
  readonly alarmTopic: Topic;
  /** Where news waits to be delivered; undefined where none is. */
  readonly news: WorkQueue | undefined;
  /** Where consumers put aside, once they are added. */
  readonly queues: WatchedQueue[] = [];

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: StageSettings }) {
    super(scope, id, props);
    this.bus = busOf(this, stage);
    this.alarmTopic = new Topic(this, 'alarms', {
      displayName: `Credits alarms (${stage.name})`,
      masterKey: alarmKeyOf(this, stage),
      enforceSSL: true,
    });
    this.alarmTopic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (stage.alarmEmail !== undefined) this.alarmTopic.addSubscription(new EmailSubscription(stage.alarmEmail));
    this.news = stage.news && this.addNews(stage);
    new CfnOutput(this, 'EventBusName', { value: this.bus.eventBusName });
    new CfnOutput(this, 'AlarmTopicArn', { value: this.alarmTopic.topicArn });
  }

  /** All events of the bus, to the queue of news. The queue is here, since whoever follows the stream tells it of entries. */
  private addNews(stage: StageSettings): WorkQueue {
    const work = new WorkQueue(this, 'news', {
      of: `jobs/${newsJobs.deliverNews.id}`,
      workerTimeoutSeconds: functionSizes.job.timeoutSeconds,
      stage,
      topic: this.alarmTopic,
    });
    new Rule(this, 'news-events', {
      description: 'All events, to the queue of news.',
      eventBus: this.bus,
      eventPattern: { source: sourcesOf(stage) },
      targets: [new SqsQueue(work.queue, { deadLetterQueue: work.deadLetters.queue })],
    });
    return work;
  }

  /** Adds what follows the table's stream, from the table of consumers. */
  addConsumers(surroundings: Surroundings): ReadonlyMap<ConsumerId, ServiceFunction> {
    return new Map(
      consumersOf(surroundings).map((settings) => [settings.id, this.addConsumer(settings, surroundings)]),
    );
  }

  private addConsumer(
    settings: ConsumerSettings & { readonly id: ConsumerId },
    surroundings: Surroundings,
  ): ServiceFunction {
    const { consumer, deadLetters } = new StreamConsumer(this, settings.id, {
      ...surroundings,
      settings,
      entry: `streams/${settings.id}`,
      description: settings.summary,
      size: functionSizes.job,
      access: streamAccess[settings.id],
      isPublisher: settings.id === streams.projectCommits.id,
    });
    if (settings.id === streams.projectCommits.id) letTellEntries(consumer, surroundings);
    if (settings.id === streams.copyCommits.id) surroundings.copy?.letCopy(consumer, [copiedLedgers]);
    this.queues.push({ kind: 'put-aside', name: `streams/${settings.id}`, queue: deadLetters.queue });
    return consumer;
  }
}

/** The sources of all projects' events. */
function sourcesOf(stage: StageSettings): string[] {
  return [eventSource, ...stageProjects(stage).map(sourceOf)];
}

function consumersOf({ copy }: Surroundings): readonly (ConsumerSettings & { readonly id: ConsumerId })[] {
  return Object.values(streams).filter(({ id }) => id !== streams.copyCommits.id || copy !== undefined);
}

/** The bus that the stage names, or one of its own. */
function busOf(scope: Construct, { name, existingEventBus }: StageSettings): IEventBus {
  if (existingEventBus === undefined) {
    const description = 'What happened to balances, after it was committed.';
    // The library's class and interface disagree on whether an optional member may be undefined.
    return new EventBus(scope, 'bus', { eventBusName: `credits-${name}`, description }) as IEventBus;
  }
  if (!/^[\w.-]{1,256}$/.test(existingEventBus))
    throw new RangeError(
      `${existingEventBus} is no event bus's name: functions put events on a bus of their own account`,
    );
  return EventBus.fromEventBusName(scope, 'existing-bus', existingEventBus);
}

/** CloudWatch may use a key only if its policy says so: SNS's own doesn't, and the stage's must. */
function alarmKeyOf(scope: Construct, { encryptionKeyArn }: StageSettings): IKey {
  if (encryptionKeyArn !== undefined) return Key.fromKeyArn(scope, 'key', encryptionKeyArn);
  const key = new Key(scope, 'alarm-key', { description: 'Encrypts alarms of Credits.', enableKeyRotation: true });
  key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
  return key;
}
