import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { BedrockCallers } from '../../shared/domain/catalogue/bedrock-callers.ts';
import type { Meters } from '../../shared/domain/catalogue/usage-meter.ts';
import { present } from '../../shared/domain/present.ts';
import { queueTriesMax, usageJobs } from '../../shared/runtime/jobs.ts';
import { functionSizes } from '../function-size.ts';
import { runbook } from '../runbook.ts';
import { usageAccess } from '../table-access.ts';
import type { UsageOrder, UsageSettings } from '../usage-settings.ts';
import { acknowledge } from './acknowledge.ts';
import { addAlarm, alarmPeriod } from './add-alarm.ts';
import { DeadLetters, queueDefaults } from './dead-letters.ts';
import { encryptQueue } from './may-use-key.ts';
import { ServiceFunction, type Surroundings } from './service-function.ts';

export interface UsageQueueProps extends Surroundings {
  /**
   * - `none`: a standard queue, and batches of up to 500 events: what an account costs falls with how many of its events come together.
   * - `by-account`: a FIFO queue. Producers name the account as the message group, so that one worker at a time has an account; batches
   *   are of ten events, as SQS has it.
   */
  readonly order: UsageOrder;
  /** See `UsageSettings`. */
  readonly meters?: Meters;
  /** See `BedrockSettings`. */
  readonly callers?: BedrockCallers;
}

/** The setting that tells a function the meters of a stage. @internal */
export function metersIn({ meters }: Pick<UsageSettings, 'meters'>): { readonly USAGE_METERS?: string } {
  return meters === undefined ? {} : { USAGE_METERS: JSON.stringify(meters) };
}

const sizes = {
  none: { batchSize: 500, maxBatchingWindow: Duration.seconds(1) },
  // No window: a FIFO queue knows none.
  'by-account': { batchSize: 10 },
} as const satisfies Record<UsageOrder, object>;
const oldSeconds = 900;
const hiddenForRuns = 6;

/** Lambda takes 4 KB of all variables together. */
const settingsMaxBytes = 3_500;

/**
 * Events of usage, and the worker that charges them. A message that fails comes again alone; what can't be charged is put aside at once with the
 * reason, and is charged once it is redriven from there. EventBridge of the same AWS account may send to it (`UsageRule`).
 */
export class UsageQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly worker: ServiceFunction;

  constructor(scope: Construct, id: string, { order, meters, callers, ...props }: UsageQueueProps) {
    super(scope, id);
    const { stage, alarmTopic: topic } = props;
    const { summary } = usageJobs.settleUsage;
    const [of, isFifo] = ['jobs/settle-usage', order === 'by-account'] as const;
    const size = functionSizes.job;
    this.deadLetters = new DeadLetters(this, 'dead-letters', { of, stage, topic, isFifo });
    this.queue = new Queue(this, 'queue', {
      ...queueDefaults,
      ...(isFifo ? { fifo: true, contentBasedDeduplication: true } : {}),
      visibilityTimeout: Duration.seconds(hiddenForRuns * size.timeoutSeconds),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: queueTriesMax },
    });
    encryptQueue(this.queue, stage);
    this.letBusSend();
    addAlarm(this, 'age', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'Maximum' }),
      atLeast: oldSeconds,
      matter: 'The oldest event of usage has waited for a quarter of an hour: balances don’t show it yet.',
      section: runbook.queueOld,
      topic,
    });
    this.worker = new ServiceFunction(this, 'worker', {
      ...props,
      entry: of,
      description: summary,
      size,
      access: usageAccess,
      environment: {
        UNCHARGEABLE_QUEUE_URL: this.deadLetters.queue.queueUrl,
        ...bounded({ ...metersIn(present({ meters })), ...callersIn(callers) }),
      },
    });
    this.deadLetters.queue.grant(this.worker.role, 'sqs:SendMessage');
    acknowledge(this.worker, 'Serverless-LambdaEventSourceMappingDestination');
    this.worker.target.addEventSource(
      new SqsEventSource(this.queue, {
        ...sizes[order],
        reportBatchItemFailures: true,
        maxConcurrency: Math.max(2, stage.workersMax),
      }),
    );
  }

  /** Rules of any stack of the account may: what they send is read like anything else. */
  private letBusSend(): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}

function callersIn(callers: BedrockCallers | undefined): { readonly BEDROCK_CALLERS?: string } {
  return callers === undefined ? {} : { BEDROCK_CALLERS: JSON.stringify(callers) };
}

/** The same. Throws on more than a function can be told. */
function bounded<Settings extends Readonly<Record<string, string>>>(settings: Settings): Settings {
  const bytes = Object.values(settings).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > settingsMaxBytes)
    throw new RangeError(
      `usage: meters and callers take ${bytes} bytes, and a function’s settings take ${settingsMaxBytes}: name accounts by a place, as $.requestMetadata.account`,
    );
  return settings;
}
