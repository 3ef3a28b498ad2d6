/** Calls of Bedrock's models that are charged by its invocation log, as it is deployed. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import type { BedrockSettings } from '../../infra/usage-settings.ts';
import { asList, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const callers = [{ identity: 'assistant', accountId: 'acme' }];
const keyArn = 'arn:aws:kms:us-east-1:111111111111:key/1f0d2a3c-0000-4000-8000-000000000000';

function stageWith(bedrock: BedrockSettings): SynthesizedStack {
  return synthesize({
    ...stages.dev,
    without: ['copy', 'dashboard', 'alarms', 'keys'],
    usage: { order: 'none', bedrock },
  });
}

const stack = stageWith({ files: { bucket: 'logs', prefix: 'bedrock/', keyArn }, logGroup: 'bedrock', callers });

function template(): Template {
  const { usage } = stack.templates;
  if (usage === undefined) throw new Error('no stack of usage');
  return usage;
}

describe('Bedrock’s log', () => {
  it('in a bucket is read as S3 tells of its files, and of no other objects', () => {
    template().hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: ['logs'] },
          object: { key: [{ wildcard: 'bedrock/AWSLogs/*/BedrockModelInvocationLogs/*.json.gz' }] },
        },
      },
    });
  });

  it('in a log group is read by a subscription for records of calls', () => {
    template().hasResourceProperties('AWS::Logs::SubscriptionFilter', {
      LogGroupName: 'bedrock',
      FilterPattern: '{ $.schemaType = "ModelInvocationLog" }',
    });
    template().hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('is told to the worker, who knows whom calls are charged to', () => {
    template().hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ BEDROCK_CALLERS: JSON.stringify(callers) }) },
    });
  });

  it('is read by functions that reach no table, and put messages into one queue', () => {
    const readers = rights(stack).filter(({ id }) => id.startsWith('usage/bedrock'));
    expect(readers).toHaveLength(2);
    const actions = readers.map(({ statements }) => statements.flatMap(({ Action }) => asList(Action)).toSorted());
    for (const each of actions) {
      expect(each).toContain('sqs:SendMessage');
      expect(each.filter((action) => action.startsWith('dynamodb:') || action.includes('*'))).toEqual([]);
    }
    const reads = readers
      .flatMap(({ statements }) => statements)
      .filter(({ Action }) => asList(Action).includes('s3:GetObject'));
    expect(JSON.stringify(reads.map(({ Resource }) => Resource))).toContain(':s3:::logs/bedrock/AWSLogs/*');
    expect(reads).toHaveLength(1);
  });

  it('passes the rule packs', () => {
    expect(stack.findings).toEqual([]);
  });

  it('has to be somewhere, and its rules within what a function is told', () => {
    expect(() => stageWith({ callers })).toThrow(/neither a bucket nor a log group/);
    const many = Array.from({ length: 100 }, (_, n) => ({ identity: `role-number-${n}`, accountId: `account-${n}` }));
    expect(() => stageWith({ logGroup: 'bedrock', callers: many })).toThrow(/callers take \d+ bytes/);
  });
});
