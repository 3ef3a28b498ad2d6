import { Stack, type StackProps } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { routes } from '../../shared/contract/routes/routes.ts';
import type { SignalKind } from '../../shared/domain/projections/signal.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { tableShape } from '../../shared/storage/table-keys.ts';
import { addAlarm, alarmPeriod } from '../constructs/add-alarm.ts';
import { addOverview } from '../constructs/add-overview.ts';
import type { CreditTable } from '../constructs/credit-table.ts';
import { addJobAlarms } from '../constructs/job-alarms.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import { runbook } from '../runbook.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { JobsStack } from './jobs.ts';

export interface AlarmsStackProps extends StackProps {
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly jobs: JobsStack;
  readonly consumers: ReadonlyMap<string, ServiceFunction>;
  readonly topic: ITopic;
  /** See `lowBalancesMax` of the stage. */
  readonly lowBalancesMax: number;
}

const slowMs = 1_000;
/** Within the function, which is where somebody waits for a debit before work goes on. */
const slowDebitMs = 500;
const serverErrorsMax = 5;

/** Alarms that concern the service as a whole. A function's own failures and a queue's own backlog are watched where they are built. */
export class AlarmsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { data, api, jobs: jobsStack, consumers, topic, lowBalancesMax, ...props }: AlarmsStackProps,
  ) {
    super(scope, id, props);
    const stage = api.workloads.stage.stage;
    const { charge, gate } = api.workloads.functions;
    addAlarm(this, 'server-errors', {
      metric: stage.metricServerError({ period: alarmPeriod }),
      atLeast: serverErrorsMax,
      matter: `The API answered 5xx ${serverErrorsMax} times in five minutes.`,
      section: runbook.serviceFails,
      topic,
    });
    addAlarm(this, 'latency', {
      metric: stage.metricLatency({ period: alarmPeriod, statistic: Stats.percentile(99) }),
      atLeast: slowMs,
      periods: 3,
      matter: 'One request in a hundred took longer than a second, for a quarter of an hour.',
      section: runbook.serviceSlow,
      topic,
    });
    // Those that people and other systems wait for. Reports and operators are refused an instance on purpose, and jobs come again.
    // So does the second copy, whose age tells.
    const { [streams.copyCommits.id]: _copying, ...waitedFor } = Object.fromEntries(consumers);
    for (const [name, each] of Object.entries({ charge, gate, ...waitedFor })) this.watchThrottles(name, each, topic);
    this.watchTable(data.table, topic);
    addJobAlarms(this, topic, { hasCopy: data.copy !== undefined });
    addAlarm(this, 'debits-slow', {
      metric: debitMetric(),
      atLeast: slowDebitMs,
      periods: 3,
      matter: 'One debit in a hundred took longer than half a second in the function, for a quarter of an hour.',
      section: runbook.serviceSlow,
      topic,
    });
    addAlarm(this, 'low-balances', {
      metric: signalMetric('balance-low'),
      atLeast: lowBalancesMax,
      matter: `Balances fell below a threshold ${lowBalancesMax} times in five minutes.`,
      section: runbook.lowBalances,
      topic,
    });
    addOverview(this, {
      stage,
      functions: { charge, gate, ...Object.fromEntries([...jobsStack.functions, ...consumers]) },
      table: data.table.table,
    });
  }

  /**
   * Refusals of the table and of its index, reads and writes apart. `ThrottledRequests` would be by operation too: of the
   * table alone there is no such metric, and an alarm on it never rings.
   */
  private watchTable({ table }: CreditTable, topic: ITopic): void {
    const places = { table: {}, index: { GlobalSecondaryIndexName: tableShape.dueIndex.name } };
    for (const [place, dimensions] of Object.entries(places))
      for (const kind of ['Read', 'Write'] as const)
        addAlarm(this, `${place}-${kind.toLowerCase()}-throttles`, {
          metric: new Metric({
            namespace: 'AWS/DynamoDB',
            metricName: `${kind}ThrottleEvents`,
            dimensionsMap: { TableName: table.tableName, ...dimensions },
            statistic: 'Sum',
            period: alarmPeriod,
          }),
          atLeast: 1,
          periods: 3,
          matter: `The ${place} refused ${kind.toLowerCase()}s for a quarter of an hour.`,
          section: runbook.tableRefuses,
          topic,
        });
  }

  private watchThrottles(name: string, { target }: ServiceFunction, topic: ITopic): void {
    addAlarm(this, `${name}-throttles`, {
      metric: target.metricThrottles({ period: alarmPeriod }),
      atLeast: 1,
      periods: 2,
      matter: `${name} was refused an instance to run on.`,
      section: runbook.throttled,
      topic,
    });
  }
}

/** As the stream's consumer counts what commits signal: see `shared/runtime/consumption-metrics.ts`. */
function signalMetric(signal: SignalKind): Metric {
  return new Metric({
    namespace: 'Credits',
    metricName: 'Signals',
    dimensionsMap: { service: 'credits', signal },
    statistic: 'Sum',
    period: alarmPeriod,
  });
}

/** As each request is counted: see `shared/runtime/telemetry.ts`. */
function debitMetric(): Metric {
  return new Metric({
    namespace: 'Credits',
    metricName: 'Duration',
    dimensionsMap: { service: 'credits', operation: routes.debitCredits.id, outcome: 'ok' },
    statistic: Stats.percentile(99),
    period: alarmPeriod,
  });
}
