import { existsSync, readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { runbook } from '../../infra/runbook.ts';
import { type StageSettings, stages } from '../../infra/stages.ts';
import document from '../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { isForPeople, type Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { jobs, queueBatchMax, queueTriesMax } from '../../shared/runtime/jobs.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { ownFunctions, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

let prod: SynthesizedStack;
let dev: SynthesizedStack;
let local: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
  dev = synthesize(stages.dev);
  local = synthesize(stages.prod, { isLocal: true });
}, 120_000);

describe('the API', () => {
  test('is the route table, and so is its document', () => {
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );

    const keys = routeList.map(keyOf).toSorted();
    expect(routeKeys(prod, /^api\//)).toEqual(keys);
    expect(documented.toSorted()).toEqual(keys);
  });

  test('gives people the routes that read, with a token, and nothing else', () => {
    const people = prod.resources('AWS::ApiGatewayV2::Route').filter(([id]) => id.startsWith('dashboard/'));

    expect(routeKeys(prod, /^dashboard\/people/)).toEqual(routeList.filter(isForPeople).map(keyOf).toSorted());
    expect(people.every(([, { Properties }]) => Properties.AuthorizationType === 'JWT')).toBe(true);
    expect(people.every(([, { Properties }]) => /^(GET \/|POST \/quotes$)/.test(Properties.RouteKey))).toBe(true);
  });

  test('lets nobody write themselves an account to look at', () => {
    prod.templates['data']?.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    prod.templates['dashboard']?.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ReadAttributes: Match.arrayWith(['custom:accounts']),
      WriteAttributes: ['email'],
      GenerateSecret: false,
    });
  });

  test('takes the tokens of any issuer, and a name of its own, by configuration', () => {
    const stage: StageSettings = {
      ...stages.dev,
      people: {
        kind: 'issuer',
        issuer: 'https://id.example',
        audience: ['dashboard'],
        claim: 'accounts',
        operators: { claim: 'groups', group: 'staff' },
      },
      domain: { name: 'credits.example', certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1' },
    };

    const { templates, resources } = synthesize(stage);

    expect(resources('AWS::Cognito::UserPool')).toEqual([]);
    templates['dashboard']?.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://id.example', Audience: ['dashboard'] },
    });
    templates['api']?.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'credits.example' });
    templates['api']?.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    templates['api']?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          ACCOUNTS_CLAIM: 'accounts',
          OPERATORS_CLAIM: 'groups',
          OPERATORS_GROUP: 'staff',
        }),
      },
    });
  }, 60_000);
});

describe('functions', () => {
  test('are six for requests, one a job and one a stream consumer, on arm64 and Node 24', () => {
    const built = ownFunctions(prod);

    expect(built.length).toBe(
      Object.keys(requestFunctions).length + Object.keys(jobs).length + Object.keys(streams).length,
    );
    for (const [, { Properties }] of built)
      expect(Properties).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x', Handler: 'index.handler' });
  });

  test('are let in bit by bit in production, and taken back by their alarm', () => {
    const groups = prod.resources('AWS::CodeDeploy::DeploymentGroup');

    expect(groups.length).toBe(ownFunctions(prod).length);
    for (const [, { Properties }] of groups) {
      expect(Properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent5Minutes');
      expect(Properties.AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
      expect(Properties.AlarmConfiguration.Alarms.length).toBeGreaterThan(0);
    }
  });

  test('are deployed at once elsewhere, and in an emulator, which has no such thing', () => {
    for (const { resources } of [dev, local]) expect(resources('AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
  });
});

describe('jobs', () => {
  test('run as the job table says', () => {
    const schedules = prod
      .resources('AWS::Scheduler::Schedule')
      .map(([, { Properties }]) => Properties.ScheduleExpression);

    expect(schedules.toSorted()).toEqual(['rate(1 minute)', 'rate(360 minutes)']);
    prod.templates['jobs']?.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: queueBatchMax,
      ScalingConfig: { MaximumConcurrency: stages.prod.workersMax },
    });
    prod.templates['jobs']?.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: queueTriesMax }),
    });
  });
});

describe('alarms', () => {
  test('all name the action to take, which the operating guide describes, and tell the topic', () => {
    const guide = ['README.md', 'infra/README.md']
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => slugOf(title));

    for (const [id, { Properties }] of prod.resources('AWS::CloudWatch::Alarm')) {
      const section = /README\.md#([a-z0-9-]+)$/.exec(Properties.AlarmDescription)?.[1];
      expect(headings, id).toContain(section);
      expect(Properties.AlarmActions.length, id).toBe(1);
    }
    for (const section of Object.values(runbook)) expect(headings).toContain(section);
  });

  test('watch every function, every queue that is put aside to, and the ledger', () => {
    const metrics = prod.resources('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    const count = (name: string): number => metrics.filter(({ MetricName }) => MetricName === name).length;

    expect(count('Errors')).toBe(ownFunctions(prod).length);
    expect(count('ApproximateNumberOfMessagesVisible')).toBe(4);
    expect(count('IteratorAge')).toBe(Object.keys(streams).length);
    expect(count('ApproximateAgeOfOldestMessage')).toBe(1);
    for (const name of ['5xx', 'Latency']) expect(count(name), name).toBe(1);
    expect(metrics.find(({ MetricName }) => MetricName === 'LedgerBreaches')).toMatchObject({
      Namespace: 'Credits',
      Dimensions: [
        { Name: 'job', Value: 'audit-ledgers' },
        { Name: 'service', Value: 'credits' },
      ],
      Threshold: 1,
    });
    expect(metrics.find(({ MetricName }) => MetricName === 'Signals')).toMatchObject({
      Namespace: 'Credits',
      Dimensions: [
        { Name: 'service', Value: 'credits' },
        { Name: 'signal', Value: 'balance-low' },
      ],
      Threshold: 1_000,
    });
  });

  test('ring when the consumer sets commits aside', () => {
    prod.templates['alarms']?.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'SetAside',
      Dimensions: Match.arrayWith([{ Name: 'job', Value: streams.projectCommits.id }]),
      Threshold: 1,
    });
  });

  test('ring when the sweep is silent', () => {
    prod.templates['alarms']?.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Due',
      Dimensions: Match.arrayWith([{ Name: 'job', Value: 'sweep-due' }]),
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });
});

test('what is thrown away with a trial is kept in production', () => {
  const policies = ({ resources }: SynthesizedStack): readonly unknown[] =>
    ['AWS::DynamoDB::GlobalTable', 'AWS::Cognito::UserPool'].flatMap((type) =>
      resources(type).map(([, resource]) => resource['DeletionPolicy']),
    );

  expect(policies(prod)).toEqual(['Retain', 'Retain']);
  expect(policies(dev)).toEqual(['Delete', 'Delete']);
});

function keyOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function routeKeys({ resources }: SynthesizedStack, ids: RegExp): readonly string[] {
  return resources('AWS::ApiGatewayV2::Route')
    .filter(([id]) => ids.test(id))
    .map(([, { Properties }]) => String(Properties.RouteKey))
    .toSorted();
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
