import type { IHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

export interface OverviewProps {
  readonly stage: IHttpStage;
  /** Those that are watched one by one, by name. */
  readonly functions: Readonly<Record<string, ServiceFunction>>;
  readonly table: ITable;
}

const width = 12;

/** One page for operators: what is asked, what comes of it, and what it consumes. */
export function addOverview(scope: Construct, { stage, functions, table }: OverviewProps): Dashboard {
  const watched = Object.entries(functions);
  const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, width, left });
  return new Dashboard(scope, 'overview', {
    widgets: [
      [
        graph('Requests, and those that failed', [
          stage.metricCount({ statistic: 'Sum' }),
          stage.metricClientError({ statistic: 'Sum' }),
          stage.metricServerError({ statistic: 'Sum' }),
        ]),
        graph(
          'Latency',
          [50, 90, 99].map((percent) =>
            stage.metricLatency({ statistic: Stats.percentile(percent), label: `p${percent}` }),
          ),
        ),
      ],
      [
        graph('Outcomes of debits', [outcomes('debit-credits')]),
        graph(
          'Jobs',
          ['Due', 'Advanced', 'NotAdvanced', 'Audited', 'LedgerBreaches', 'Delayed', 'SetAside'].map(jobCount),
        ),
      ],
      [
        graph(
          'Function errors',
          watched.map(([label, { target }]) => target.metricErrors({ label })),
        ),
        graph(
          'Function time, p99',
          watched.map(([label, { target }]) => target.metricDuration({ label, statistic: Stats.percentile(99) })),
        ),
      ],
      [
        graph('Table: units consumed', [
          table.metricConsumedWriteCapacityUnits({ statistic: 'Sum' }),
          table.metricConsumedReadCapacityUnits({ statistic: 'Sum' }),
        ]),
      ],
    ],
  });
}

function outcomes(operation: string): MathExpression {
  return search(`{Credits,service,operation,outcome} operation="${operation}" MetricName="Requests"`);
}

function jobCount(name: string): MathExpression {
  return search(`{Credits,service,job} MetricName="${name}"`);
}

function search(query: string): MathExpression {
  return new MathExpression({ expression: `SEARCH('${query}', 'Sum', 300)`, label: '', usingMetrics: {} });
}
