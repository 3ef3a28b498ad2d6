/** Usage that comes in as events, as it is deployed (R36). */
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type UsageMapping, UsageRule } from '../../infra/constructs/usage-rule.ts';
import { stages } from '../../infra/stages.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const noOrder = synthesize({
  ...stages.dev,
  without: ['copy', 'dashboard', 'alarms', 'keys'],
  usage: { order: 'none' },
});
let ordered: SynthesizedStack;
beforeAll(() => {
  ordered = synthesize({
    ...stages.dev,
    without: ['copy', 'dashboard', 'alarms', 'keys'],
    usage: { order: 'by-account' },
  });
}, 120_000);

function templateOf({ templates }: SynthesizedStack): Template {
  const { usage } = templates;
  if (usage === undefined) throw new Error('no stack of usage');
  return usage;
}

describe('the queue of usage', () => {
  it('is there where a stage asks for it, and in no other', () => {
    expect(
      synthesize({ ...stages.dev, without: ['copy', 'dashboard', 'alarms', 'keys'] }).service.usage,
    ).toBeUndefined();
  }, 60_000);

  it('takes up to 500 events at once, and has only those come again that failed', () => {
    templateOf(noOrder).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('by account is a FIFO queue, with dead letters of its kind', () => {
    const template = templateOf(ordered);
    expect(
      Object.values(template.findResources('AWS::SQS::Queue')).map(({ Properties }) => Properties.FifoQueue),
    ).toEqual([true, true]);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 10 });
  });

  it('puts aside after five tries, for two weeks, and an alarm tells of the first', () => {
    const template = templateOf(noOrder);
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: Match.objectLike({ maxReceiveCount: 5 }) });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
    });
  });

  it('lets EventBridge of its own AWS account send, and nobody else', () => {
    const statements = Object.values(templateOf(noOrder).findResources('AWS::SQS::QueuePolicy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  it.each([
    ['none', noOrder],
    ['by account', () => ordered],
  ] as const)('passes the rule packs: order %s', (_, stack) => {
    expect((typeof stack === 'function' ? stack() : stack).findings).toEqual([]);
  });
});

describe('a rule of usage', () => {
  const mapping: UsageMapping = {
    accountId: '$.detail.tenant',
    model: '$.detail.model',
    tokens: { input: '$.detail.usage.inputTokens', output: '$.detail.usage.outputTokens' },
    dimensions: { user: '$.detail.user', app: 'assistant' },
  };

  function ruleOf(queue: (stack: Stack) => Queue): Template {
    const stack = new Stack(new App(), 'app');
    new UsageRule(stack, 'usage', { queue: queue(stack), eventPattern: { source: ['assistant'] }, mapping });
    return Template.fromStack(stack);
  }

  it('takes the parts of an event of usage from where they stand, and its identity from the event', () => {
    const rules = Object.values(ruleOf((stack) => new Queue(stack, 'queue')).findResources('AWS::Events::Rule'));
    const [found] = rules.map(({ Properties }) => Properties.Targets[0].InputTransformer);
    const { InputPathsMap: paths, InputTemplate: template } = found ?? {};
    const filled = String(template).replace(/<([^>]+)>/g, (_, name) => JSON.stringify(paths[name]));
    expect(JSON.parse(filled)).toEqual({
      id: '$.id',
      source: '$.source',
      occurredAt: '$.time',
      accountId: '$.detail.tenant',
      model: '$.detail.model',
      tokens: { input: '$.detail.usage.inputTokens', output: '$.detail.usage.outputTokens' },
      dimensions: { user: '$.detail.user', app: 'assistant' },
    });
  });

  it('refuses a queue by account: it can’t name the group of each event', () => {
    expect(() => ruleOf((stack) => new Queue(stack, 'queue', { fifo: true }))).toThrow(/standard queue/);
  });
});
