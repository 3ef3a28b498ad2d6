/** Every alarm can ring: its metric is one that AWS documents or that our own lines emit, and on a fault's data it goes off. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { handler as auditLedgers } from '../../functions/jobs/audit-ledgers.ts';
import { handler as sweepDue } from '../../functions/jobs/sweep-due.ts';
import { handler as projectCommits } from '../../functions/streams/project-commits.ts';
import { stages } from '../../infra/stages.ts';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { countConsumption } from '../../shared/runtime/consumption-metrics.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { asList, type Resource, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { callHandler } from '../support/service/handlers.ts';

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
  expect(alarms.length).toBeLessThanOrEqual(40);
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

test('new code is taken back by its function’s errors, and by its internal errors, which Lambda takes for successes', () => {
  for (const [id, { Properties }] of synthesized().resources('AWS::CodeDeploy::DeploymentGroup')) {
    const isOfRequests = id.startsWith('api/');
    expect(Properties.AlarmConfiguration.Alarms.length, id).toBe(isOfRequests ? 2 : 1);
    expect(Properties.AutoRollbackConfiguration.Events, id).toContain('DEPLOYMENT_STOP_ON_ALARM');
  }
}, 60_000);

test('what answers requests is asked before any traffic whether it works, may say so, and nobody else is', () => {
  const prod = synthesized();
  const groups = new Map(
    prod
      .resources('AWS::CodeDeploy::DeploymentGroup')
      .map(([id, { Properties }]) => [id, Properties.DeploymentGroupName]),
  );
  const asked = prod
    .resources('AWS::Lambda::Alias')
    .filter(([, each]) => hookOf(each)?.BeforeAllowTrafficHook !== undefined);

  expect(asked.map(([id]) => /workloads([a-z]+)live/.exec(id)?.[1]).toSorted()).toEqual(
    Object.keys(requestFunctions).toSorted(),
  );
  for (const [id, alias] of asked) {
    const { BeforeAllowTrafficHook, DeploymentGroupName } = hookOf(alias);
    // The function as it is deployed: its own new code.
    expect(BeforeAllowTrafficHook, id).toEqual(alias.Properties.FunctionName);
    const role = JSON.stringify(
      rights(prod).find((each) => each.id.startsWith(`api/workloads${nameIn(id)}role`))?.statements,
    );
    expect(role, id).toContain('codedeploy:PutLifecycleEventHookExecutionStatus');
    expect(role, id).toContain(`/${groups.get(`api/${DeploymentGroupName.Ref}`)}`);
    const deploying = JSON.stringify(
      rights(prod).find((each) => each.id.startsWith('api/deploymentsrole'))?.statements,
    );
    expect(deploying, id).toContain(JSON.stringify(BeforeAllowTrafficHook.Ref));
  }
}, 60_000);

function hookOf({ UpdatePolicy }: Resource): Resource['Properties'] {
  return UpdatePolicy?.CodeDeployLambdaAliasUpdate;
}

function nameIn(id: string): string {
  return /workloads([a-z]+)live/.exec(id)?.[1] ?? '';
}

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

/** Runs what emits: jobs that find nothing, a consumer that can't read a record, a signal, and every kind of request without a table. */
async function emittedMetrics(): Promise<ReadonlySet<string>> {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  const metrics = process.env['METRICS_DISABLED'];
  process.env['METRICS_DISABLED'] = 'false';
  process.stdout.write = ((line: string) => {
    lines.push(String(line));
    return true;
  }) as typeof process.stdout.write;
  try {
    const bus = { publish: async () => {} };
    const queue = { send: async () => {}, backlog: async () => 0 };
    provideServices({ store: createStore(createMemoryTable(), surroundings), bus, queue, nowMs: () => startMs });
    await sweepDue({}, lambdaContext());
    await auditLedgers({}, lambdaContext());
    await projectCommits({ Records: [unreadable] } as unknown as Parameters<typeof projectCommits>[0]);
    countConsumption([], [lowBalance]);
    await debitOnce();
    const broken = new Proxy(createStore(createMemoryTable(), surroundings), {
      get: () => {
        throw new TypeError('a bug');
      },
    });
    provideServices({ store: broken });
    for (const route of routeList.filter(({ permission }) => permission !== 'anyone'))
      await callHandler(route, { ...requestOf(route), params: requestOf(route).params });
  } finally {
    process.stdout.write = write;
    if (metrics === undefined) Reflect.deleteProperty(process.env, 'METRICS_DISABLED');
    else process.env['METRICS_DISABLED'] = metrics;
  }
  return new Set(lines.flatMap(signaturesIn));
}

/** A debit that is answered as it should be: how long those take is watched. */
async function debitOnce(): Promise<void> {
  const store = createStore(createMemoryTable(), surroundings);
  provideServices({ store });
  await store.catalogue.addPlan(plan());
  const opening = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  await openAccount(store, opening, startMs);
  const headers = { 'idempotency-key': 'one' };
  const text = JSON.stringify({ credits: 1, category: 'ai' });
  await callHandler(routes.debitCredits, { params: { accountId: 'acme' }, headers, text });
}

const unreadable = {
  dynamodb: {
    Keys: { pk: { S: 'ACCOUNT#acme' }, sk: { S: 'ACCOUNT' } },
    NewImage: { pk: { S: 'ACCOUNT#acme' }, sk: { S: 'ACCOUNT' } },
    SequenceNumber: '1',
  },
};
const lowBalance = { kind: 'balance-low' } as unknown as Parameters<typeof countConsumption>[1][number];

function signaturesIn(line: string): readonly string[] {
  if (!line.startsWith('{"_aws"')) return [];
  const read = JSON.parse(line);
  return read._aws.CloudWatchMetrics.flatMap(
    ({
      Dimensions,
      Metrics,
    }: {
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }) =>
      Metrics.flatMap(({ Name }) =>
        Dimensions.map((names) => [Name, ...names.map((name) => `${name}=${read[name]}`).toSorted()].join(' ')),
      ),
  );
}
