import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { LowBalanceAlarm } from '../../infra/constructs/low-balance-alarm.ts';

const example = fileURLToPath(new URL('../../infra/examples/low-balance-alarm/app.ts', import.meta.url));

test('another team’s app alarms on one account’s balance in three lines', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'credits-example-'));

  const { status, stderr } = spawnSync(process.execPath, [example], {
    env: { PATH: process.env['PATH'], CDK_OUTDIR: outdir },
    encoding: 'utf8',
    timeout: 60_000,
  });

  expect(status, stderr).toBe(0);
  const template = Template.fromJSON(JSON.parse(readFileSync(join(outdir, 'team-alarms.template.json'), 'utf8')));
  const told = [{ Ref: Match.stringLikeRegexp('^oncall') }];
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'Credits',
    MetricName: 'AvailableCredits',
    Dimensions: [{ Name: 'account', Value: 'acme' }],
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 500,
    AlarmActions: told,
    OKActions: told,
  });
}, 90_000);

test('an alarm that could never ring is refused', () => {
  const stack = new Stack();
  const notify = new Topic(stack, 'topic');

  expect(() => new LowBalanceAlarm(stack, 'alarm', { accountId: 'acme', below: 0, notify })).toThrow(RangeError);
});
