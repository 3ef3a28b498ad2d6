/** Each role may do what its functions need in the production stage, and no more. */
import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import {
  asList,
  ownFunctions,
  rights,
  type Statement,
  type SynthesizedStack,
  synthesize,
} from '../support/documents/templates.ts';

let prod: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
}, 120_000);

test('no role may do any action, or reach any resource, and none has a managed policy (S3)', () => {
  const wild = rights(prod)
    .filter(({ id }) => !id.startsWith('dashboard/pagerole'))
    .flatMap((each) => each.statements)
    .filter(({ Action, Resource }) => hasStar(Action) || hasStar(Resource));

  // What CodeDeploy asks before it goes on, once in every stack that has functions, and what operators are told: the state
  // of alarms, which is authorized on all of them.
  const copying = wild.filter(({ Action }) => Action === 's3:PutObject');
  expect(wild.filter((each) => !copying.includes(each)).map(({ Action }) => Action)).toEqual(
    Array(5).fill('cloudwatch:DescribeAlarms'),
  );
  // Whoever writes the second copy knows no name of it before: under two prefixes of its bucket, by the consumer and the audit.
  expect(copying.length).toBe(2);
  for (const { Resource } of copying)
    expect(JSON.stringify(Resource)).toMatch(/CopyBucketName.*\/(ledgers|catalogue)\/\*"/);
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
        'PROMOTION#*',
        'TOP-UP#*',
        'USAGE#*',
        'SUMS#*',
        'FLEET#*',
        'DETAILS#*',
        'DIRECTORY#*',
        'BRAKE#*',
        'CATALOGUE',
        'CARD#*',
        'PARKED',
        'QUARANTINED',
        'AUDIT',
        'WATCHED',
        'CHECKOUT#*',
        'CUSTOMER#*',
        'COPIED#*',
        'API-KEYS',
        'API-KEY-USES',
      ]).toContain(partition);
  }
});

test.each([
  // Sums of a ledger are brought forward by whoever reads them, and made anew where they are lost.
  ['gate', ['ACCOUNT#*', 'BRAKE#*', 'CARD#*', 'CATALOGUE', 'DETAILS#*', 'SUMS#*', 'TOP-UP#*', 'USAGE#*'], ['SUMS#*']],
  ['reports', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE', 'SUMS#*', 'TOP-UP#*', 'USAGE#*'], ['SUMS#*']],
  ['charge', ['ACCOUNT#*', 'CARD#*', 'CATALOGUE'], ['ACCOUNT#*']],
  [
    'accounts',
    // A repair looks at how far an account was told of, and keeps the account as it left it.
    [
      'ACCOUNT#*',
      'BRAKE#*',
      'CARD#*',
      'CATALOGUE',
      'DETAILS#*',
      'PAYMENT#*',
      'PROMOTION#*',
      'SUMS#*',
      'TOP-UP#*',
      'USAGE#*',
    ],
    [
      'ACCOUNT#*',
      'BRAKE#*',
      'DETAILS#*',
      'DIRECTORY#*',
      'PAYMENT#*',
      'PROMOTION#*',
      'QUARANTINED',
      'SUMS#*',
      'TOP-UP#*',
    ],
  ],
  // A link tells the account which subscription pays for it.
  [
    'payments',
    ['ACCOUNT#*', 'CARD#*', 'CATALOGUE', 'CHECKOUT#*', 'CUSTOMER#*'],
    ['ACCOUNT#*', 'CHECKOUT#*', 'CUSTOMER#*'],
  ],
  ['catalogue', ['CARD#*', 'CATALOGUE', 'PROMOTION#*'], ['CARD#*', 'CATALOGUE', 'PROMOTION#*']],
  [
    'operators',
    [
      'ACCOUNT#*',
      'API-KEY-USES',
      'API-KEYS',
      'AUDIT',
      'CARD#*',
      'CATALOGUE',
      'CHECKOUT#*',
      'CUSTOMER#*',
      'DETAILS#*',
      'DIRECTORY#*',
      'FLEET#*',
      'PARKED',
      'PAYMENT#*',
      'PROMOTION#*',
      'QUARANTINED',
      'USAGE#*',
      'WATCHED',
    ],
    ['API-KEYS', 'WATCHED'],
  ],
])('requests of one kind reach their partitions alone, and what reads cannot write: %s (S4)', (name, reads, writes) => {
  expect(partitionsOf(`api/workloads${name}role`, 'dynamodb:GetItem')).toEqual(reads);
  expect(partitionsOf(`api/workloads${name}role`, 'dynamodb:PutItem')).toEqual(writes);
});

test('whoever lets keys in reads them and writes when they were used, and reaches nothing else (S4, S37)', () => {
  expect(partitionsOf('keys/holdersauthorizerrole', 'dynamodb:GetItem')).toEqual(['API-KEY-USES', 'API-KEYS']);
  expect(partitionsOf('keys/holdersauthorizerrole', 'dynamodb:PutItem')).toEqual(['API-KEY-USES']);
});

test('the index, which names every account, is asked by operators and jobs alone (S4)', () => {
  const asking = rights(prod).filter(({ statements: own }) =>
    own.some(({ Resource }) => JSON.stringify(Resource).includes('/index/due')),
  );

  expect(asking.map(({ id }) => /operators|sweepdue|asktopups|auditledgers/.exec(id)?.[0])).toEqual([
    'operators',
    'asktopups',
    'auditledgers',
    'sweepdue',
  ]);
});

test('every function has a role of its own (S5)', () => {
  const roles = ownFunctions(prod).map(([, { Properties }]) => JSON.stringify(Properties.Role));

  expect(new Set(roles).size).toBe(roles.length);
});

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
