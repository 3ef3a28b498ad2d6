/** Events of EventBridge, as the rule that `UsageRule` deploys hands them to the queue of usage. */
import { hash } from 'node:crypto';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { type UsageMapping, UsageRule } from '../../../infra/constructs/usage-rule.ts';
import type { EventIdentity } from '../../../shared/domain/event-key.ts';
import { secondMs } from '../../../shared/domain/time.ts';
import type { UsageMessage } from '../../support/engines/usage-queue.ts';
import type { DrawnEvent } from './drawn-events.ts';

/** The identity is left to the event's own `id`, `source` and `time`. */
const mapping: UsageMapping = {
  accountId: '$.detail.tenant',
  credits: '$.detail.cost.credits',
  category: 'ai',
  dimensions: { user: '$.detail.user', turn: '$.detail.turn', app: 'assistant' },
};
const source = 'app';

interface InputTransformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** As EventBridge delivers them: at least once, each under one id, with its time in whole seconds. */
export function throughRule(events: readonly DrawnEvent[]): readonly UsageMessage[] {
  const transformer = deployedTransformer();
  return events.map((each, at) => ({
    messageId: `message-${at}`,
    body: transformed(envelopeOf(each), transformer),
    sentMs: each.sentMs,
  }));
}

/** The identity that an event is charged by. */
export function identityByRule({ id, occurredAt }: DrawnEvent['event']): EventIdentity {
  return { source, id: envelopeIdOf(id), timeMs: Date.parse(wholeSecond(occurredAt)) };
}

function deployedTransformer(): InputTransformer {
  const stack = new Stack(new App({ analyticsReporting: false }), 'assistant');
  new UsageRule(stack, 'usage', { queue: new Queue(stack, 'queue'), eventPattern: { source: [source] }, mapping });
  const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  return rule?.['Properties'].Targets[0].InputTransformer;
}

function envelopeOf({ event }: DrawnEvent): object {
  const { accountId, id, occurredAt, dimensions } = event;
  return {
    ...{ version: '0', id: envelopeIdOf(id), 'detail-type': 'TurnEnded', source, account: '111111111111' },
    ...{ time: wholeSecond(occurredAt), region: 'eu-west-1', resources: [] },
    detail: {
      tenant: accountId,
      turn: id,
      user: dimensions?.['user'],
      cost: { credits: 'credits' in event ? event.credits : 0, currency: 'EUR' },
    },
  };
}

/** EventBridge gives each event a UUID. */
function envelopeIdOf(id: string): string {
  return hash('sha256', id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function wholeSecond(instant: string): string {
  return new Date(Math.floor(Date.parse(instant) / secondMs) * secondMs).toISOString().replace('.000Z', 'Z');
}

/** The template with what stands at each path, as JSON, in place of its name. */
function transformed(event: object, { InputPathsMap: paths, InputTemplate: template }: InputTransformer): string {
  return template.replace(/<([^>]+)>/g, (_, name: string) => JSON.stringify(valueAt(event, paths[name] ?? '')));
}

function valueAt(event: object, path: string): unknown {
  const at = (value: unknown, name: string): unknown =>
    value instanceof Object ? Reflect.get(value, name) : undefined;
  return path.split('.').slice(1).reduce<unknown>(at, event);
}
