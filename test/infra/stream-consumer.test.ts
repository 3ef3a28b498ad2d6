import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { asList, type Resource, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const settings = streams.projectCommits;
let prod: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
}, 60_000);

test('the consumer gets accounts’ commits alone, as its settings say, and puts aside what never went through', () => {
  const mapping = inSignals('AWS::Lambda::EventSourceMapping').find(({ FunctionName }) =>
    JSON.stringify(FunctionName).includes('projectcommits'),
  );

  expect(mapping).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: settings.batchMax,
    MaximumBatchingWindowInSeconds: settings.batchWindowSeconds,
    MaximumRecordAgeInSeconds: settings.recordAgeMaxSeconds,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    FilterCriteria: { Filters: [{ Pattern: `{"dynamodb":{"Keys":{"sk":{"S":["${settings.sortKey}"]}}}}` }] },
  });
  // A number of tries would end them within minutes.
  expect(mapping).not.toHaveProperty('MaximumRetryAttempts');
  expect(JSON.stringify(mapping?.DestinationConfig.OnFailure.Destination)).toContain('deadletters');
});

test('the consumer is watched for falling behind, for failing and for what it puts aside', () => {
  const alarms = inSignals('AWS::CloudWatch::Alarm');
  const sectionOf = (metric: string): unknown =>
    alarms.find(({ MetricName }) => MetricName === metric)?.AlarmDescription.split('#')[1];

  expect(sectionOf('IteratorAge')).toBe('the-stream-falls-behind');
  expect(sectionOf('Errors')).toBe('a-function-fails');
  expect(sectionOf('ApproximateNumberOfMessagesVisible')).toBe('work-was-put-aside');
});

test('the consumer reads ledgers, the catalogue and the watched, and writes roll-ups, the fleet, requests for top-ups, and, for the brake, accounts and what it watches', () => {
  expect(partitions(/^signals\/projectcommits/, 'dynamodb:GetItem')).toEqual([
    'ACCOUNT#*',
    'BRAKE#*',
    'CARD#*',
    'CATALOGUE',
    'SUMS#*',
    'TOP-UP#*',
    'USAGE#*',
    'WATCHED',
  ]);
  expect(partitions(/^signals\/projectcommits/, 'dynamodb:PutItem')).toEqual([
    'ACCOUNT#*',
    'BRAKE#*',
    'FLEET#*',
    'SUMS#*',
    'TOP-UP#*',
    'USAGE#*',
  ]);
});

test('the audit may bring roll-ups up to a ledger', () => {
  expect(partitions(/^jobs\/auditledgers/, 'dynamodb:PutItem')).toEqual([
    'ACCOUNT#*',
    'AUDIT',
    'COPIED#*',
    'FLEET#*',
    'PAYMENT#*',
    'QUARANTINED',
    'SUMS#*',
    'TOP-UP#*',
    'USAGE#*',
  ]);
});

test('operators’ requests write the list of watched accounts, API keys and no account', () => {
  expect(partitions(/^api\/workloadsoperatorsrole/, 'dynamodb:PutItem')).toEqual(['API-KEYS', 'WATCHED']);
});

test('a usage trend is read from the roll-ups', () => {
  expect(partitions(/^api\/workloadsreportsrole/, 'dynamodb:Query')).toContain('USAGE#*');
});

test('the consumer, the audit and who asks for top-ups publish on the service’s own bus, whose name they are told, and nobody else does', () => {
  const publishing = rights(prod).filter(({ statements }) =>
    statements.some(({ Action }) => asList(Action).some((each) => each.startsWith('events:'))),
  );
  const told = prod
    .resources('AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.Environment.Variables.EVENT_BUS_NAME !== undefined);

  expect(publishing.map(({ id }) => whose(id))).toEqual(['asktopups', 'auditledgers', 'projectcommits']);
  expect(told.map(([id]) => whose(id)).toSorted()).toEqual(['asktopups', 'auditledgers', 'projectcommits']);
  for (const { statements } of publishing) {
    const granted = statements.filter(({ Action }) => Action === 'events:PutEvents');
    expect(granted.length).toBe(1);
    expect(JSON.stringify(granted[0]?.Resource)).toMatch(/bus[0-9A-F]{8}.*Arn/);
  }
});

function inSignals(type: string): readonly Resource['Properties'][] {
  return prod
    .resources(type)
    .filter(([id]) => id.startsWith('signals/'))
    .map(([, { Properties }]) => Properties);
}

/** The partitions on which whoever's policy this is may make a call. */
function partitions(policy: RegExp, action: string): readonly string[] {
  const found = rights(prod).filter(({ id }) => policy.test(id));
  return found
    .flatMap(({ statements }) => statements)
    .filter(({ Action, Condition }) => asList(Action).includes(action) && Condition !== undefined)
    .flatMap(({ Condition }): readonly string[] => Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'])
    .toSorted();
}

function whose(id: string): string | undefined {
  return /asktopups|auditledgers|projectcommits/.exec(id)?.[0];
}
