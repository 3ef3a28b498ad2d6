/** The rows of the security checklist that a template can answer, asked of the production stage. */
import { beforeAll, expect, test } from 'vitest';
import { gatewaySeconds } from '../../infra/function-size.ts';
import { stages } from '../../infra/stages.ts';
import { environment } from '../../shared/runtime/environment.ts';
import {
  ownFunctions,
  type Resource,
  type Statement,
  type SynthesizedStack,
  synthesize,
} from '../support/documents/templates.ts';

let prod: SynthesizedStack;
let local: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
  local = synthesize(stages.dev, { isLocal: true });
}, 120_000);

test('no route is open but the contract itself (S2)', () => {
  const open = prod
    .resources('AWS::ApiGatewayV2::Route')
    .filter(([, { Properties }]) => !['AWS_IAM', 'JWT', 'CUSTOM'].includes(Properties.AuthorizationType))
    .map(([, { Properties }]) => Properties.RouteKey);

  // On both APIs that may be called without a session.
  const contract = ['GET /openapi.json', 'GET /problems/{code}'];
  expect(open.toSorted()).toEqual(contract.flatMap((route) => [route, route]));
});

test('only this API, these schedules and these queues may set a function off (S6)', () => {
  for (const [id, { Properties }] of prod.resources('AWS::Lambda::Permission'))
    expect(Properties.SourceArn ?? Properties.SourceAccount, id).toBeDefined();
  const trusts = prod
    .resources('AWS::IAM::Role')
    .map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement[0])
    .filter(({ Principal }) => Principal.Service === 'scheduler.amazonaws.com');
  expect(trusts.length).toBe(1);
  for (const { Condition } of trusts)
    expect(Object.keys(Condition.StringEquals).toSorted()).toEqual(['aws:SourceAccount', 'aws:SourceArn']);
});

test('the ledger can be restored, and cannot be deleted by mistake (S7)', () => {
  const [[, table] = none, ...others] = prod.resources('AWS::DynamoDB::GlobalTable');

  expect(others).toEqual([]);
  const [replica] = table.Properties.Replicas;
  expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
  expect(replica.DeletionProtectionEnabled).toBe(true);
  expect([table['DeletionPolicy'], table['UpdateReplacePolicy']]).toEqual(['Retain', 'Retain']);
  expect(prod.service.data.terminationProtection).toBe(true);
});

test('queues and the topic are encrypted, refuse plain HTTP, and put aside what fails (S8)', () => {
  const queues = prod.resources('AWS::SQS::Queue');
  const guarded = prod.resources('AWS::SQS::QueuePolicy').filter(([, policy]) => refusesPlainHttp(policy));

  expect(queues.every(([, { Properties }]) => Properties.SqsManagedSseEnabled === true)).toBe(true);
  expect(guarded.length).toBe(queues.length);
  for (const [id, { Properties }] of queues)
    expect(id.includes('deadletters') || Properties.RedrivePolicy !== undefined, id).toBe(true);
  const [[, topic] = none] = prod.resources('AWS::SNS::Topic');
  expect(topic.Properties.KmsMasterKeyId).toBeDefined();
  expect(prod.resources('AWS::SNS::TopicPolicy').every(([, policy]) => refusesPlainHttp(policy))).toBe(true);
});

test('what runs unasked has somewhere to put its failures, and no message comes again while it is worked on (S9)', () => {
  const async = prod.resources('AWS::Lambda::EventInvokeConfig');
  const schedules = prod.resources('AWS::Scheduler::Schedule');
  const mappings = prod.resources('AWS::Lambda::EventSourceMapping');
  const due = prod.resources('AWS::SQS::Queue').find(([, { Properties }]) => Properties.RedrivePolicy);
  const worker = ownFunctions(prod).find(([id]) => id.includes('advanceaccounts'));

  expect(async.every(([, { Properties }]) => Properties.DestinationConfig.OnFailure.Destination)).toBe(true);
  expect(schedules.every(([, { Properties }]) => Properties.Target.DeadLetterConfig.Arn)).toBe(true);
  expect([async.length, schedules.length]).toEqual([3, 3]);
  expect(mappings.length).toBe(3);
  for (const [id, { Properties }] of mappings)
    expect(Properties.FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures']);
  expect(due?.[1].Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker?.[1].Properties.Timeout);
});

test('logs end, and requests are logged without bodies, headers or queries (S10)', () => {
  const stagesBuilt = prod.resources('AWS::ApiGatewayV2::Stage');

  expect(prod.resources('AWS::Logs::LogGroup').every(([, { Properties }]) => Properties.RetentionInDays <= 90)).toBe(
    true,
  );
  expect(ownFunctions(prod).every(([, { Properties }]) => Properties.LoggingConfig.LogGroup)).toBe(true);
  expect(stagesBuilt.length).toBe(3);
  for (const [, { Properties }] of stagesBuilt) {
    const fields: Record<string, string> = JSON.parse(Properties.AccessLogSettings.Format);
    expect(fields['requestId']).toBe('$context.requestId');
    for (const field of Object.values(fields)) expect(field).not.toMatch(/header|body|querystring|\.path$/i);
  }
});

test('no deployed function has a clock to move, another engine, or a secret (S22, S29)', () => {
  for (const built of [prod, local]) {
    for (const [id, { Properties }] of ownFunctions(built)) {
      const names = Object.keys(Properties.Environment.Variables);
      expect(
        names.filter((name) => !Object.hasOwn(environment, name)),
        id,
      ).toEqual([]);
      expect(names, id).not.toContain('DYNAMODB_ENDPOINT');
    }
    for (const [, { Properties }] of built.resources('AWS::ApiGatewayV2::Route'))
      expect(Properties.RouteKey).not.toMatch(/local|clock/);
  }
});

test('functions answer before the gateway gives up, and nothing but the gateway can be called from outside', () => {
  for (const [id, { Properties }] of ownFunctions(prod).filter(([id]) => id.startsWith('api/')))
    expect(Properties.Timeout, id).toBeLessThan(gatewaySeconds);
  expect(prod.resources('AWS::Lambda::Url')).toEqual([]);
});

const none: readonly [string, Resource] = ['', { Type: 'none', Properties: {} }];

function refusesPlainHttp({ Properties }: Resource): boolean {
  const all: readonly Statement[] = Properties.PolicyDocument.Statement;
  return all.some(({ Effect, Condition }) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false');
}
