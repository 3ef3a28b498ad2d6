/** The rows of the security checklist that a template can answer, asked of the production stage. */
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ServerlessChecks } from 'cdk-nag';
import { beforeAll, expect, test } from 'vitest';
import { gatewaySeconds } from '../../infra/function-size.ts';
import { stages } from '../../infra/stages.ts';
import { environment } from '../../shared/runtime/environment.ts';
import {
  asList,
  ownFunctions,
  type Resource,
  rights,
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

test('both rule packs find nothing, and few rules are broken on purpose (S1)', () => {
  const acknowledged = prod.service.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data))
    // Of a permission’s policy each pattern is acknowledged by itself, for one reason.
    .map((rule) => rule.replace(/(?<=:execute-api:).*/, '…'));

  expect(prod.findings).toEqual([]);
  expect(local.findings).toEqual([]);
  expect(acknowledged).not.toEqual([]);
  // Half of them are about the page: public files, and the library's uploader.
  expect([...new Set(acknowledged)].length).toBeLessThanOrEqual(20);
});

test('no route is open but the contract itself (S2)', () => {
  const open = prod
    .resources('AWS::ApiGatewayV2::Route')
    .filter(([, { Properties }]) => !['AWS_IAM', 'JWT'].includes(Properties.AuthorizationType))
    .map(([, { Properties }]) => Properties.RouteKey);

  expect(open.toSorted()).toEqual(['GET /openapi.json', 'GET /problems/{code}']);
});

test('no role may do any action, or reach any resource, and none has a managed policy (S3)', () => {
  const wild = rights(prod)
    .filter(({ id }) => !id.startsWith('dashboard/pagerole'))
    .flatMap((each) => each.statements)
    .filter(({ Action, Resource }) => hasStar(Action) || hasStar(Resource));

  // What CodeDeploy asks before it goes on, once in every stack that has functions, and what operators are told: the state
  // of alarms, which is authorized on all of them.
  expect(wild.map(({ Action }) => Action)).toEqual(Array(4).fill('cloudwatch:DescribeAlarms'));
  expect(prod.resources('AWS::IAM::Role').filter(([, role]) => role.Properties.ManagedPolicyArns)).toEqual([]);
  // Those that there are, are for callers of the API.
  for (const [id, { Properties }] of prod.resources('AWS::IAM::ManagedPolicy'))
    expect([Properties.PolicyDocument.Statement[0].Action, Properties.Roles], id).toEqual([
      'execute-api:Invoke',
      undefined,
    ]);
});

test('the page’s uploader reads what a deployment brought and writes the page’s bucket, and may do nothing else (S3)', () => {
  const [uploader] = rights(prod).filter(({ id }) => id.startsWith('dashboard/pagerole'));
  const actions = uploader?.statements.flatMap(({ Action }) => asList(Action)) ?? [];

  expect(actions.toSorted()).toEqual([
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    's3:DeleteObject',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ]);
  for (const { Resource } of uploader?.statements ?? []) expect(Resource).not.toBe('*');
});

test('no function may delete, update in place or scan, and each is held to its partitions (S4)', () => {
  const onTable = statements(prod)
    .filter(({ Action }) => asList(Action).some((each) => each.startsWith('dynamodb:')))
    .filter(({ Resource }) => !JSON.stringify(Resource).includes('StreamArn'));
  const offIndex = onTable.filter(({ Resource }) => !JSON.stringify(Resource).includes('/index/due'));

  expect(onTable.length).toBeGreaterThan(ownFunctions(prod).length);
  for (const { Action } of onTable)
    for (const action of asList(Action))
      expect(action).toMatch(/^dynamodb:(GetItem|BatchGetItem|Query|PutItem|UpdateItem|BatchWriteItem)$/);
  for (const { Condition } of offIndex) {
    const partitions: readonly string[] = Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
    for (const partition of partitions)
      expect([
        'ACCOUNT#*',
        'PAYMENT#*',
        'USAGE#*',
        'SUMS#*',
        'FLEET#*',
        'CATALOGUE',
        'CARD#*',
        'PARKED',
        'QUARANTINED',
        'AUDIT',
        'WATCHED',
      ]).toContain(partition);
  }
});

test.each([
  // Sums of a ledger are brought forward by whoever reads them, and made anew where they are lost.
  ['gate', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE', 'SUMS#*', 'USAGE#*'], ['SUMS#*']],
  ['reports', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE', 'SUMS#*', 'USAGE#*'], ['SUMS#*']],
  ['charge', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE'], ['ACCOUNT#*']],
  ['accounts', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE', 'PAYMENT#*'], ['ACCOUNT#*', 'PAYMENT#*', 'QUARANTINED']],
  ['catalogue', ['CARD#*', 'CATALOGUE'], ['CARD#*', 'CATALOGUE']],
  [
    'operators',
    ['ACCOUNT#*', 'AUDIT', 'CARD#*', 'CATALOGUE', 'FLEET#*', 'PARKED', 'QUARANTINED', 'USAGE#*', 'WATCHED'],
    ['WATCHED'],
  ],
])('requests of one kind reach their partitions alone, and what reads cannot write: %s (S4)', (name, reads, writes) => {
  expect(partitionsOf(`api/workloads${name}role`, 'dynamodb:GetItem')).toEqual(reads);
  expect(partitionsOf(`api/workloads${name}role`, 'dynamodb:PutItem')).toEqual(writes);
});

test('the index, which names every account, is asked by operators and jobs alone (S4)', () => {
  const asking = rights(prod).filter(({ statements: own }) =>
    own.some(({ Resource }) => JSON.stringify(Resource).includes('/index/due')),
  );

  expect(asking.map(({ id }) => /operators|sweepdue|auditledgers/.exec(id)?.[0])).toEqual([
    'operators',
    'auditledgers',
    'sweepdue',
  ]);
});

test('every function has a role of its own (S5)', () => {
  const roles = ownFunctions(prod).map(([, { Properties }]) => JSON.stringify(Properties.Role));

  expect(new Set(roles).size).toBe(roles.length);
});

test('only this API, these schedules and these queues may set a function off (S6)', () => {
  for (const [id, { Properties }] of prod.resources('AWS::Lambda::Permission'))
    expect(Properties.SourceArn ?? Properties.SourceAccount, id).toBeDefined();
  const trusts = prod
    .resources('AWS::IAM::Role')
    .map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement[0])
    .filter(({ Principal }) => Principal.Service === 'scheduler.amazonaws.com');
  expect(trusts.length).toBe(2);
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
  expect([async.length, schedules.length]).toEqual([2, 2]);
  expect(mappings.length).toBe(2);
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
  expect(stagesBuilt.length).toBe(2);
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

test('the checks would notice: a bare queue is a finding', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'stack');
  new Queue(stack, 'bare');

  const { success, violations } = new ServerlessChecks(app).validateScope(stack);

  expect(success).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('Serverless-SQSRedrivePolicy');
});

const none: readonly [string, Resource] = ['', { Type: 'none', Properties: {} }];

function statements(synthesized: SynthesizedStack): readonly Statement[] {
  return rights(synthesized).flatMap((each) => each.statements);
}

/** A star in text of our own; what is only known at deployment has none. */
function hasStar(value: unknown): boolean {
  return JSON.stringify(value).includes('*');
}

/** The partitions on which a role may make a call. */
function partitionsOf(role: string, action: string): readonly string[] {
  return rights(prod)
    .filter(({ id }) => id.startsWith(role))
    .flatMap(({ statements: own }) => own)
    .filter(({ Action, Condition }) => asList(Action).includes(action) && Condition !== undefined)
    .flatMap(({ Condition }): readonly string[] => Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'])
    .toSorted();
}

function refusesPlainHttp({ Properties }: Resource): boolean {
  const all: readonly Statement[] = Properties.PolicyDocument.Statement;
  return all.some(({ Effect, Condition }) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false');
}
