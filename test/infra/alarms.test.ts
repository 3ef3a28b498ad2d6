/** Every alarm can ring: its metric is one that AWS documents or that our own lines emit, and on a fault's data it goes off. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { asList, type Resource, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';
import { emittedMetrics } from '../support/service/emitted-metrics.ts';

/** The metrics of AWS's own, with the sets of dimensions under which its documentation says that each is published. */
const documented: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>> = {
  'AWS/Lambda': {
    Errors: [['FunctionName'], ['FunctionName', 'Resource']],
    Throttles: [['FunctionName'], ['FunctionName', 'Resource']],
    IteratorAge: [['FunctionName'], ['FunctionName', 'Resource']],
  },
  'AWS/ApiGateway': {
    '5xx': [['ApiId'], ['ApiId', 'Stage']],
    Latency: [['ApiId'], ['ApiId', 'Stage']],
  },
  'AWS/SQS': {
    ApproximateNumberOfMessagesVisible: [['QueueName']],
    ApproximateAgeOfOldestMessage: [['QueueName']],
  },
  'AWS/DynamoDB': {
    // Not `ThrottledRequests`: that is by TableName and Operation, and of no table alone.
    ReadThrottleEvents: [['TableName'], ['GlobalSecondaryIndexName', 'TableName']],
    WriteThrottleEvents: [['TableName'], ['GlobalSecondaryIndexName', 'TableName']],
  },
};

interface Alarm {
  readonly id: string;
  readonly properties: Resource['Properties'];
}

let alarms: readonly Alarm[];
/** Each combination of metric and dimension values that our own lines emitted. */
let emitted: ReadonlySet<string>;

beforeAll(async () => {
  alarms = synthesized()
    .resources('AWS::CloudWatch::Alarm')
    .map(([id, { Properties }]) => ({ id, properties: Properties }));
  emitted = await emittedMetrics();
}, 120_000);

function synthesized(): SynthesizedStack {
  return synthesize(stages.prod);
}

test('there are as many alarms as somebody can look through, and each tells the topic', () => {
  expect(alarms.length).toBeGreaterThan(25);
  expect(alarms.length).toBeLessThanOrEqual(50);
  for (const { id, properties } of alarms) expect(properties.AlarmActions.length, id).toBe(1);
  const guide = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');
  expect(/(\d+) alarms at 0\.10/.exec(guide)?.[1]).toBe(String(alarms.length));
});

test('each watches a metric that is there, under dimensions that it has', () => {
  for (const { id, properties } of alarms) {
    const { Namespace, MetricName, Dimensions } = properties;
    const names = asList<{ readonly Name: string; readonly Value: unknown }>(Dimensions)
      .map(({ Name }) => Name)
      .toSorted();
    if (Namespace === 'Credits') expect(emitted, id).toContain(signatureOf(properties));
    else expect(documented[Namespace]?.[MetricName] ?? [], `${id}: ${Namespace} ${MetricName}`).toContainEqual(names);
  }
});

describe('each goes off on the data of its fault, and stays silent without', () => {
  test('on the least of what it is for', () => {
    for (const { id, properties } of alarms) {
      const { Threshold, ComparisonOperator, EvaluationPeriods } = properties;
      const isFloor = ComparisonOperator === 'LessThanThreshold';
      const atFault = Array(EvaluationPeriods).fill(isFloor ? Threshold - 1 : Threshold);
      const fine = Array(EvaluationPeriods).fill(isFloor ? Threshold : Threshold - 1);

      expect(stateOf(properties, atFault), `${id} at fault`).toBe('ALARM');
      expect(stateOf(properties, fine), `${id} when all is well`).toBe('OK');
    }
  });

  test('without any data none does, but those that listen for a sign of life', () => {
    const ringing = alarms.filter(({ properties }) => stateOf(properties, Array(10).fill(undefined)) === 'ALARM');

    expect(ringing.map(({ id }) => id).toSorted()).toEqual([
      expect.stringContaining('auditnotrun'),
      expect.stringContaining('notswept'),
    ]);
  });
});

test('a function that answers internal-error is told apart from those that don’t, within the canary’s five minutes', () => {
  const own = alarms.filter(({ properties }) => properties.MetricName === 'InternalErrors');

  expect(own.map(({ properties }) => dimensionOf(properties, 'function')).toSorted()).toEqual(
    Object.keys(requestFunctions).toSorted(),
  );
  for (const { properties } of own) expect(properties.Period * properties.EvaluationPeriods).toBeLessThanOrEqual(120);
});

function dimensionOf({ Dimensions }: Resource['Properties'], name: string): unknown {
  return asList<{ readonly Name: string; readonly Value: unknown }>(Dimensions).find(({ Name }) => Name === name)
    ?.Value;
}

function signatureOf({ MetricName, Dimensions }: Resource['Properties']): string {
  const pairs = asList<{ readonly Name: string; readonly Value: string }>(Dimensions).map(
    ({ Name, Value }) => `${Name}=${Value}`,
  );
  return [MetricName, ...pairs.toSorted()].join(' ');
}

/** As CloudWatch evaluates: the newest periods, each a datum or missing. */
function stateOf(properties: Resource['Properties'], data: readonly (number | undefined)[]): 'ALARM' | 'OK' {
  const { Threshold, ComparisonOperator, EvaluationPeriods, TreatMissingData } = properties;
  const breaches = (datum: number | undefined): boolean => {
    if (datum === undefined) return TreatMissingData === 'breaching';
    return ComparisonOperator === 'LessThanThreshold' ? datum < Threshold : datum >= Threshold;
  };
  return data.slice(-EvaluationPeriods).every(breaches) ? 'ALARM' : 'OK';
}
