/** The ways in which events come, each as the messages that end in the queue. */
import type { UsageMessage } from '../../support/engines/usage-queue.ts';
import { throughFiles, throughLog } from './bedrock-sources.ts';
import type { DrawnEvent } from './drawn-events.ts';
import { inGroups } from './ordered-source.ts';
import { httpSources } from './over-loopback.ts';
import { throughRule } from './rule-source.ts';

export const sources = {
  /** Put into the queue by their producers. */
  queue: (events) =>
    events.map(({ event, sentMs }, at) => ({ messageId: `message-${at}`, body: JSON.stringify(event), sentMs })),
  /** CloudEvents, ten to a message. */
  cloudevents: (events) =>
    Array.from({ length: Math.ceil(events.length / 10) }, (_, at) => {
      const ten = events.slice(at * 10, at * 10 + 10);
      const body = JSON.stringify(ten.map(({ event }) => cloudEventOf(event)));
      return { messageId: `batch-${at}`, body, sentMs: ten[0]?.sentMs ?? 0 };
    }),
  /** In a FIFO queue, each account a group. */
  fifo: inGroups,
  /** By a rule of EventBridge. */
  rule: throughRule,
  /** Bedrock's invocation log, in S3 and in CloudWatch Logs. */
  'bedrock-files': throughFiles,
  'bedrock-log': throughLog,
  ...httpSources,
} as const satisfies Readonly<Record<string, Source>>;

/** Makes messages of the queue of usage of what happened. */
export type Source = (events: readonly DrawnEvent[]) => readonly UsageMessage[] | Promise<readonly UsageMessage[]>;

export type SourceName = keyof typeof sources;

function cloudEventOf({ accountId, id, source, occurredAt, ...data }: DrawnEvent['event']): object {
  return { specversion: '1.0', type: 'usage', id, source, subject: accountId, time: occurredAt, data };
}
