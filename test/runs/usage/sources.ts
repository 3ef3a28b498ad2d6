/** The ways in which events come, each as the messages that end in the queue. */
import type { UsageMessage } from '../../support/engines/usage-queue.ts';
import type { DrawnEvent } from './drawn-events.ts';

export const sources = {
  /** Put into the queue by their producers. */
  queue: (events) =>
    events.map(({ event, sentMs }, at) => ({ messageId: `message-${at}`, body: JSON.stringify(event), sentMs })),
} as const satisfies Readonly<Record<string, (events: readonly DrawnEvent[]) => readonly UsageMessage[]>>;

export type SourceName = keyof typeof sources;
