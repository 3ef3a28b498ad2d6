import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { EventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { sourceOf } from '../../shared/contract/events/event-detail.ts';
import { present } from '../../shared/domain/present.ts';
import { paymentJobs } from '../../shared/runtime/jobs.ts';
import { stripeEventTypes } from '../../shared/runtime/payments/stripe-events.ts';
import { topUpEventType } from '../../shared/runtime/payments/top-up-message.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ApiStage } from '../constructs/api-stage.ts';
import { mayReadSecret } from '../constructs/may-read-secret.ts';
import { addPaymentAlarms } from '../constructs/payment-alarms.ts';
import { QueueJob } from '../constructs/queue-job.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { ServiceFunction, type Surroundings } from '../constructs/service-function.ts';
import type { WatchedQueue } from '../constructs/watch-service.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { functionSizes } from '../function-size.ts';
import type { PaymentSettings } from '../payment-settings.ts';
import { paidProject } from '../stage-projects.ts';
import { paymentAccess } from '../table-access.ts';

export interface PaymentsStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly payments: PaymentSettings;
}

/** Requests a second to the webhook: far more than Stripe sends, and all that anybody else gets. */
const webhookThrottle = { ratePerSecond: 100, burst: 100 };

/**
 * Money that comes in: what the payment provider tells, by a webhook and, where it is named, by EventBridge, ends in one queue, and one
 * worker settles it. The webhook has an API of its own: nothing that anyone may call shares a throttle with what charges.
 */
export class PaymentsStack extends Stack {
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];
  readonly functions: ReadonlyMap<string, ServiceFunction>;

  constructor(scope: Construct, id: string, { surroundings, payments, ...props }: PaymentsStackProps) {
    super(scope, id, props);
    const { stage, alarmTopic } = surroundings;
    const { queue, deadLetters } = new WorkQueue(this, 'facts', {
      of: `jobs/${paymentJobs.settlePayments.id}`,
      workerTimeoutSeconds: functionSizes.job.timeoutSeconds,
      stage,
      topic: alarmTopic,
    });
    const receiver = this.addWebhook({ surroundings, payments, queue });
    if (payments.eventSource !== undefined) this.addRule(payments, queue, deadLetters.queue);
    if (payments.paysTopUps) this.addTopUps(surroundings, queue, deadLetters.queue);
    const settler = new QueueJob(this, paymentJobs.settlePayments.id, {
      ...surroundings,
      entry: 'jobs/settle-payments',
      description: paymentJobs.settlePayments.summary,
      size: functionSizes.job,
      access: paymentAccess[payments.paysTopUps ? 'settle-payments-and-top-ups' : 'settle-payments'],
      isPublisher: true,
      environment: {
        STRIPE_MODE: payments.mode,
        ...present({ PAYMENTS_PROJECT: payments.project }),
        STRIPE_API_KEY_ARN: payments.apiKeySecretArn,
        ...(payments.paysTopUps ? { STRIPE_KEEPS_CARDS: 'true' } : {}),
      },
      queue,
      workersMax: stage.workersMax,
    }).job;
    mayReadSecret(settler.role, payments.apiKeySecretArn);
    const reconciler = new ScheduledJob(this, paymentJobs.reconcilePayments.id, {
      ...surroundings,
      entry: 'jobs/reconcile-payments',
      description: paymentJobs.reconcilePayments.summary,
      size: functionSizes.longJob,
      access: paymentAccess['reconcile-payments'],
      environment: {
        STRIPE_MODE: payments.mode,
        ...present({ PAYMENTS_PROJECT: payments.project }),
        STRIPE_API_KEY_ARN: payments.apiKeySecretArn,
        FACT_QUEUE_URL: queue.queueUrl,
      },
      everyMinutes: paymentJobs.reconcilePayments.trigger.everyMinutes,
      group: new CfnScheduleGroup(this, 'schedules', { name: `credits-payments-${stage.name}` }),
    });
    mayReadSecret(reconciler.job.role, payments.apiKeySecretArn);
    queue.grant(reconciler.job.role, 'sqs:SendMessage');
    this.functions = new Map([
      ['webhook', receiver],
      [paymentJobs.settlePayments.id, settler],
      [paymentJobs.reconcilePayments.id, reconciler.job],
    ]);
    this.queues = [
      { kind: 'work', name: 'facts', queue },
      { kind: 'put-aside', name: `jobs/${paymentJobs.settlePayments.id}`, queue: deadLetters.queue },
      { kind: 'put-aside', name: `jobs/${paymentJobs.reconcilePayments.id}`, queue: reconciler.deadLetters.queue },
    ];
    addPaymentAlarms(this, alarmTopic);
  }

  private addWebhook({
    surroundings,
    payments,
    queue,
  }: PaymentsStackProps & { readonly queue: Queue }): ServiceFunction {
    const { stage } = surroundings;
    const receiver = new ServiceFunction(this, 'webhook', {
      ...surroundings,
      entry: 'webhooks/stripe',
      description: 'Takes Stripe’s events: what is signed by it goes to the queue.',
      size: functionSizes.webhook,
      access: paymentAccess.webhook,
      environment: {
        STRIPE_MODE: payments.mode,
        STRIPE_WEBHOOK_SECRETS_ARN: payments.webhookSecretArn,
        FACT_QUEUE_URL: queue.queueUrl,
      },
    });
    mayReadSecret(receiver.role, payments.webhookSecretArn);
    queue.grant(receiver.role, 'sqs:SendMessage');
    const api = new HttpApi(this, 'api', {
      apiName: `credits-webhooks-${stage.name}`,
      description: 'Credits: what payment providers call.',
      createDefaultStage: false,
    });
    const added = api.addRoutes({
      path: '/webhooks/stripe',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('webhook-integration', receiver.target),
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const each of added) acknowledge(each, 'AwsSolutions-APIG4');
    const { stage: apiStage, url } = new ApiStage(this, 'stage', { api, stage, usual: webhookThrottle });
    apiStage.node.addDependency(...added);
    new CfnOutput(this, 'WebhookUrl', { value: `${url}/webhooks/stripe` });
    return receiver;
  }

  /** Events of Stripe's event destination: the partner's bus has the source's own name. */
  private addRule({ eventSource = '', mode }: PaymentSettings, queue: Queue, deadLetterQueue: Queue): void {
    const bus = EventBus.fromEventBusName(this, 'partner-bus', eventSource);
    new Rule(this, 'partner-events', {
      description: 'Stripe’s events of payments, to the queue.',
      eventBus: bus,
      eventPattern: {
        source: [eventSource],
        detailType: [...stripeEventTypes],
        detail: { livemode: [mode === 'live'] },
      },
      targets: [new SqsQueue(queue, { message: RuleTargetInput.fromEventPath('$.detail'), deadLetterQueue })],
    });
  }

  /** Top-ups that are asked for, on our own bus, to be paid for by the worker that settles what comes of it. */
  private addTopUps({ bus, stage }: Surroundings, queue: Queue, deadLetterQueue: Queue): void {
    new Rule(this, 'top-ups', {
      description: 'Automatic top-ups that are asked for, to the queue of payments.',
      eventBus: bus,
      eventPattern: { source: [sourceOf(paidProject(stage))], detailType: [topUpEventType] },
      targets: [new SqsQueue(queue, { deadLetterQueue })],
    });
  }
}
