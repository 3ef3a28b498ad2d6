/** Every function, queue and table is watched by an alarm that names the action to take. */
import { existsSync, readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { runbook } from '../../infra/runbook.ts';
import { stages } from '../../infra/stages.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { ownFunctions, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

let prod: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
}, 120_000);

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
    expect(count('ApproximateNumberOfMessagesVisible')).toBe(6);
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

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
