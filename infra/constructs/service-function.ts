import { Duration } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  type IFunction,
  type IVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RequestFunction } from '../../shared/contract/routes/request-function.ts';
import { present } from '../../shared/domain/present.ts';
import type { EnvironmentVariable } from '../../shared/runtime/environment.ts';
import type { NewsVariable } from '../../shared/runtime/news/news-environment.ts';
import type { PaymentVariable } from '../../shared/runtime/payments/payment-environment.ts';
import type { CodeOf, Entry } from '../bundle-functions.ts';
import type { FunctionSize } from '../function-size.ts';
import { runbook } from '../runbook.ts';
import { projectsVariable } from '../stage-projects.ts';
import type { StageSettings } from '../stages.ts';
import type { TableAccess } from '../table-access.ts';
import { acknowledge } from './acknowledge.ts';
import { addAlarm, canaryPeriod } from './add-alarm.ts';
import { addCanary, type Canary } from './add-canary.ts';
import type { CreditTable } from './credit-table.ts';
import type { LedgerBucket } from './ledger-bucket.ts';
import { mayUseKey } from './may-use-key.ts';
import { serviceLog } from './service-log.ts';
import { ServiceRole } from './service-role.ts';

/** The surroundings that every function is built into. */
export interface Surroundings {
  readonly stage: StageSettings;
  readonly codeOf: CodeOf;
  readonly table: CreditTable;
  readonly bus: IEventBus;
  readonly alarmTopic: ITopic;
  /** Where news waits; undefined where none is delivered. */
  readonly news: IQueue | undefined;
  /** Where ledgers are copied to; undefined where they aren't. */
  readonly copy: LedgerBucket | undefined;
  /** True for an emulator: what it can't do is left out. */
  readonly isLocal: boolean;
}

/** Whatever a deployed function may be told. The endpoint of another engine isn't among it, nor is a secret. */
type DeployedVariable = Exclude<
  EnvironmentVariable | NewsVariable | PaymentVariable,
  'DYNAMODB_ENDPOINT' | 'STRIPE_ENDPOINT' | 'STRIPE_API_KEY' | 'STRIPE_WEBHOOK_SECRETS'
>;

export interface ServiceFunctionProps extends Surroundings {
  readonly entry: Entry;
  readonly description: string;
  readonly size: FunctionSize;
  readonly access: TableAccess;
  /** The function of requests that it is, whose internal errors are counted by this name. */
  readonly requestFunction?: RequestFunction;
  /** Puts events on the bus. */
  readonly isPublisher?: boolean;
  readonly environment?: Readonly<Partial<Record<DeployedVariable, string>>>;
}

/**
 * A function as all of ours are: its own role that may do what its access says and write its own log, the names of the
 * table and the bus with the rights to them, an alarm when it fails. In production new code gets a tenth of the requests first, and is
 * taken back when that alarm rings.
 */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  /** The target that others invoke: the function, or the alias through which its versions are let in. */
  readonly target: IFunction;
  readonly role: ServiceRole;
  readonly errors: Alarm;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { stage, entry, size, table, access, isPublisher = false, bus, codeOf } = props;
    const logGroup = serviceLog(this, 'log', stage);
    this.role = new ServiceRole(this, 'role');
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    table.grant(this.role, access);
    mayUseKey(this.role, stage);
    if (isPublisher)
      this.role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }));
    const reserved = stage.reservedConcurrency[entry];
    this.function = new LambdaFunction(this, 'function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(entry),
      role: this.role,
      memorySize: size.memoryMb,
      timeout: Duration.seconds(size.timeoutSeconds),
      environment: {
        TABLE_NAME: table.table.tableName,
        ...projectsVariable(stage),
        ...(isPublisher ? { EVENT_BUS_NAME: bus.eventBusName, ...restorationOf(stage) } : {}),
        ...props.environment,
      },
      logGroup,
      loggingFormat: LoggingFormat.TEXT,
      ...present({ reservedConcurrentExecutions: reserved }),
    });
    // The function may start once its role may do its work, not before.
    this.function.node.addDependency(this.role);
    acknowledge(this.function, 'Serverless-LambdaTracing');
    acknowledge(this.function, 'Serverless-LambdaDLQ');

    const alias = stage.isProduction && !props.isLocal ? this.addAlias() : undefined;
    // The library's classes and interfaces disagree on whether an optional member may be undefined.
    this.target = (alias ?? this.function) as IFunction;
    this.errors = this.addErrorAlarm(entry, props.alarmTopic);
    const alarms = [this.errors, ...this.internalErrorAlarms(props)];
    if (alias !== undefined) addCanary(this, { alias, name: entry.replace('/', '-'), alarms, ...this.trialOf(props) });
  }

  private trialOf({ requestFunction }: ServiceFunctionProps): Pick<Canary, 'triesItself'> {
    return requestFunction === undefined ? {} : { triesItself: { function: this.function, role: this.role } };
  }

  private addAlias(): Alias {
    return new Alias(this, 'live', { aliasName: 'live', version: this.function.currentVersion as IVersion });
  }

  /** Lambda takes an answer of 500 for a success: a release without a grant, of which every answer is one, has to be counted by itself. */
  private internalErrorAlarms({ requestFunction, alarmTopic }: ServiceFunctionProps): readonly Alarm[] {
    if (requestFunction === undefined) return [];
    const metric = new Metric({
      namespace: 'Credits',
      metricName: 'InternalErrors',
      dimensionsMap: { service: 'credits', function: requestFunction },
      statistic: 'Sum',
      period: canaryPeriod,
    });
    return [
      addAlarm(this, 'internal-errors', {
        metric,
        atLeast: 1,
        matter: `${requestFunction} answered internal-error, which a bug or a missing grant alone explains.`,
        section: runbook.serviceFails,
        topic: alarmTopic,
      }),
    ];
  }

  private addErrorAlarm(entry: Entry, topic: ITopic): Alarm {
    return addAlarm(this, 'errors', {
      metric: this.target.metricErrors({ period: canaryPeriod }),
      atLeast: 1,
      matter: `${entry} threw, ran out of time or could not start.`,
      section: runbook.functionFails,
      topic,
    });
  }
}

function restorationOf({ restoration = 0 }: StageSettings): { readonly RESTORATION?: string } {
  return restoration === 0 ? {} : { RESTORATION: String(restoration) };
}
