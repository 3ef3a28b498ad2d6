import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { requestFunctions } from '../../shared/contract/routes/request-function.ts';
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

describe('functions', () => {
  test('are seven for requests, one a job, one a stream consumer and one that lets keys in, on arm64 and Node 24', () => {
    const built = ownFunctions(prod);
    const tables = [requestFunctions, jobs, streams];

    expect(built.length).toBe(tables.reduce((sum, table) => sum + Object.keys(table).length, 1));
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

    expect(schedules.toSorted()).toEqual(['rate(1 minute)', 'rate(360 minutes)', 'rate(5 minutes)']);
    prod.templates['jobs']?.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: queueBatchMax,
      ScalingConfig: { MaximumConcurrency: stages.prod.workersMax },
    });
    prod.templates['jobs']?.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: queueTriesMax }),
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
