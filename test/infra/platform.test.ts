/** A stage in the surroundings of a platform team: its bus, boundary, tags and names, and without what it doesn't want. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type StageSettings, stages } from '../../infra/stages.ts';
import { ownFunctions, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const certificateOf = (region: string): string => `arn:aws:acm:${region}:111111111111:certificate/1`;
const hostedZone = { id: 'Z0000000000000000000A', name: 'example.com' };
const ours: StageSettings = {
  ...stages.prod,
  env: { account: '111111111111', region: 'eu-west-1' },
  existingEventBus: 'platform',
  permissionsBoundary: 'platform-boundary',
  tags: { team: 'platform', 'cost-centre': '42' },
  domain: { name: 'credits.example.com', certificateArn: certificateOf('eu-west-1'), hostedZone },
  dashboardDomain: { name: 'balance.example.com', certificateArn: certificateOf('us-east-1'), hostedZone },
};

let made: SynthesizedStack;

beforeAll(() => {
  made = synthesize(ours);
}, 120_000);

test('both rule packs find nothing in it either, wherever it is deployed', () => {
  expect(made.findings).toEqual([]);
});

describe('an event bus that is there already', () => {
  test('gets the events, and no other is made', () => {
    expect(made.resources('AWS::Events::EventBus')).toEqual([]);
    const publishers = ownFunctions(made).filter(
      ([, { Properties }]) => Properties.Environment.Variables.EVENT_BUS_NAME !== undefined,
    );
    expect(publishers.length).toBeGreaterThanOrEqual(3);
    for (const [id, { Properties }] of publishers)
      expect(Properties.Environment.Variables.EVENT_BUS_NAME, id).toBe('platform');
    const targets = rights(made)
      .flatMap(({ statements }) => statements)
      .filter(({ Action }) => Action === 'events:PutEvents')
      .map(({ Resource }) => Resource);
    expect(targets).toHaveLength(publishers.length);
    expect(new Set(targets)).toEqual(new Set(['arn:aws:events:eu-west-1:111111111111:event-bus/platform']));
  });

  test('is named, not pointed at: an ARN is refused', () => {
    const arn = 'arn:aws:events:eu-west-1:222222222222:event-bus/theirs';
    expect(() => synthesize({ ...stages.dev, existingEventBus: arn })).toThrow(/is no event bus's name/);
  });
});

test('every role has the permissions boundary, those of the library’s own uploader too', () => {
  const bounded = made.resources('AWS::IAM::Role').map(([id, { Properties }]) => [id, Properties.PermissionsBoundary]);
  const boundary = 'arn:aws:iam::111111111111:policy/platform-boundary';
  const byArn = synthesize({ ...stages.dev, permissionsBoundary: boundary });

  expect(bounded.length).toBeGreaterThanOrEqual(14);
  expect(bounded.filter(([, found]) => !JSON.stringify(found ?? '').includes(':policy/platform-boundary'))).toEqual([]);
  for (const [id, { Properties }] of byArn.resources('AWS::IAM::Role'))
    expect(Properties.PermissionsBoundary, id).toBe(boundary);
}, 60_000);

test('tags are on every stack, and on what is in it', () => {
  const { data, signals, jobs, api, dashboard, alarms } = made.service;

  for (const stack of [data, signals, jobs, api, dashboard, alarms])
    expect(stack?.tags.tagValues(), stack?.stackName).toEqual(ours.tags);
  for (const type of ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::SQS::Queue', 'AWS::S3::Bucket'])
    for (const [id, { Properties }] of made.resources(type))
      expect(Properties.Tags, id).toEqual(expect.arrayContaining([{ Key: 'team', Value: 'platform' }]));
});

describe('names of one’s own', () => {
  test('lead to the API and to the page, by records of the zone', () => {
    const records = made
      .resources('AWS::Route53::RecordSet')
      .map(
        ([
          ,
          {
            Properties: { Name, Type, HostedZoneId },
          },
        ]) => `${Name} ${Type} ${HostedZoneId}`,
      )
      .toSorted();

    expect(records).toEqual([
      `balance.example.com. A ${hostedZone.id}`,
      `balance.example.com. AAAA ${hostedZone.id}`,
      `credits.example.com. A ${hostedZone.id}`,
    ]);
    made.templates['api']?.hasOutput('ApiUrl', { Value: 'https://credits.example.com' });
  });

  test('have no records where the zone is somebody else’s, and are refused outside of theirs', () => {
    const domain = { name: 'credits.example.com', certificateArn: certificateOf('eu-west-1') };
    expect(synthesize({ ...stages.dev, domain }).resources('AWS::Route53::RecordSet')).toEqual([]);
    const elsewhere = { ...domain, name: 'credits.notexample.com', hostedZone };
    expect(() => synthesize({ ...stages.dev, domain: elsewhere })).toThrow(/is not in the zone example\.com/);
  }, 60_000);
});

test('what is left out is not there, and what is left works on', () => {
  const bare = synthesize({ ...stages.dev, without: ['dashboard', 'alarms', 'keys'] });

  expect(Object.keys(bare.templates).toSorted()).toEqual(['api', 'data', 'jobs', 'signals']);
  for (const type of ['AWS::CloudFront::Distribution', 'AWS::Cognito::UserPool', 'AWS::CloudWatch::Dashboard'])
    expect(bare.resources(type), type).toEqual([]);
  expect(bare.resources('AWS::ApiGatewayV2::Api')).toHaveLength(1);
  expect(bare.resources('AWS::CloudWatch::Alarm').length).toBeGreaterThan(10);
  expect(bare.findings).toEqual([]);
}, 60_000);

test('no stack is empty, which CloudFormation would refuse: with a table that is there and nobody who looks on either', () => {
  const existingTable = {
    name: 'credits',
    streamArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/credits/stream/1',
  };
  const { templates } = synthesize({ ...stages.dev, existingTable, without: ['dashboard'] });

  for (const [name, template] of Object.entries(templates))
    expect(Object.keys(template.toJSON()['Resources'] ?? {}).length, name).toBeGreaterThan(0);
}, 60_000);

test('a stage is named as a part of names can be', () => {
  expect(() => synthesize({ ...stages.dev, name: 'My_Stage' })).toThrow(RangeError);
});
