import { Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { addAlarm, alarmPeriod } from '../constructs/add-alarm.ts';
import { QueueJob } from '../constructs/queue-job.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { ServiceFunction, Surroundings } from '../constructs/service-function.ts';
import type { WatchedQueue } from '../constructs/watch-service.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { functionSizes } from '../function-size.ts';
import type { NewsSettings } from '../news-settings.ts';
import { runbook } from '../runbook.ts';
import { newsAccess } from '../table-access.ts';

export interface NewsStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly news: NewsSettings;
  /** Where news waits, from the bus and from whoever tells of entries. */
  readonly queue: WorkQueue;
}

/** News that goes out: one worker delivers what its queue has, and a schedule hands it again what is due. */
export class NewsStack extends Stack {
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];
  readonly functions: ReadonlyMap<string, ServiceFunction>;

  constructor(scope: Construct, id: string, { surroundings, news, queue: work, ...props }: NewsStackProps) {
    super(scope, id, props);
    const { stage, alarmTopic } = surroundings;
    const { queue } = work;
    const topic = this.addTopic(news, surroundings);
    const { job: deliverer } = new QueueJob(this, newsJobs.deliverNews.id, {
      ...surroundings,
      entry: 'jobs/deliver-news',
      description: newsJobs.deliverNews.summary,
      size: functionSizes.job,
      access: newsAccess['deliver-news'],
      environment: topic === undefined ? {} : { NEWS_TOPIC_ARN: topic.topicArn },
      queue,
      workersMax: stage.workersMax,
    });
    topic?.grantPublish(deliverer.role);
    const retrier = new ScheduledJob(this, newsJobs.retryNews.id, {
      ...surroundings,
      entry: 'jobs/retry-news',
      description: newsJobs.retryNews.summary,
      size: functionSizes.job,
      access: newsAccess['retry-news'],
      isPublisher: true,
      environment: { NEWS_QUEUE_URL: queue.queueUrl },
      everyMinutes: newsJobs.retryNews.trigger.everyMinutes,
      group: new CfnScheduleGroup(this, 'schedules', { name: `credits-news-${stage.name}` }),
    });
    queue.grant(retrier.job.role, 'sqs:SendMessage', 'sqs:GetQueueAttributes');
    this.functions = new Map([
      [newsJobs.deliverNews.id, deliverer],
      [newsJobs.retryNews.id, retrier.job],
    ]);
    this.queues = [
      { kind: 'work', name: 'news', queue },
      { kind: 'put-aside', name: `jobs/${newsJobs.deliverNews.id}`, queue: work.deadLetters.queue },
      { kind: 'put-aside', name: `jobs/${newsJobs.retryNews.id}`, queue: retrier.deadLetters.queue },
    ];
    addAlarm(this, 'endpoint-disabled', {
      metric: new Metric({
        namespace: 'Credits',
        metricName: 'EndpointsDisabled',
        dimensionsMap: { service: 'credits', job: newsJobs.deliverNews.id },
        statistic: 'Sum',
        period: alarmPeriod,
      }),
      atLeast: 1,
      matter: 'An endpoint took nothing for five days, or asked for no more: nothing is delivered to it now.',
      section: runbook.endpointDisabled,
      topic: alarmTopic,
    });
  }

  private addTopic({ emails = [] }: NewsSettings, { stage }: Surroundings): Topic | undefined {
    if (emails.length === 0) return undefined;
    const topic = new Topic(this, 'emails', { displayName: `Credits news (${stage.name})`, enforceSSL: true });
    for (const email of emails)
      acknowledge(topic.addSubscription(new EmailSubscription(email)), 'Serverless-SNSRedrivePolicy');
    return topic;
  }
}
