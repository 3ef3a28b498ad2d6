import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { stubCode } from '../../infra/bundle-functions.ts';
import { CreditTable } from '../../infra/constructs/credit-table.ts';
import { StreamConsumer } from '../../infra/constructs/stream-consumer.ts';
import { functionSizes } from '../../infra/function-size.ts';
import { stages } from '../../infra/stages.ts';

test('a stream consumer gets an account’s commits alone, puts aside what it can’t apply, and is watched for falling behind', () => {
  const stack = new Stack(new App(), 'stack');
  new StreamConsumer(stack, 'follower', {
    stage: stages.dev,
    codeOf: stubCode,
    isLocal: false,
    table: new CreditTable(stack, 'credits', { isKept: false }),
    alarmTopic: new Topic(stack, 'alarms'),
    entry: 'streams/follower',
    description: 'Follows.',
    size: functionSizes.job,
    access: { reads: [], writes: [] },
  });

  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: Match.anyValue(),
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"sk":{"S":["ACCOUNT"]}}}}' }] },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'IteratorAge',
    AlarmDescription: Match.stringLikeRegexp('#the-stream-falls-behind$'),
  });
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy['Properties'].PolicyDocument.Statement,
  );
  expect(JSON.stringify(statements)).toContain('dynamodb:GetRecords');
  expect(JSON.stringify(statements)).not.toMatch(/"\*"|PutItem|DeleteItem|UpdateItem/);
});
