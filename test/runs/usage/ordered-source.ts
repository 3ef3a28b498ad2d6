/** Events in a FIFO queue, one to a message, grouped by account. */
import { knownForMs } from '../../support/engines/ordered-usage-queue.ts';
import type { UsageMessage } from '../../support/engines/usage-queue.ts';
import type { DrawnEvent } from './drawn-events.ts';

/** The time after which something is sent a second time: within five minutes SQS drops it by its content. */
const againMs = knownForMs + 60_000;

export function inGroups(events: readonly DrawnEvent[]): readonly UsageMessage[] {
  const before = new Set<DrawnEvent>();
  const messages = events.map((drawn, at) => {
    const sentMs = before.has(drawn) ? drawn.sentMs + againMs : drawn.sentMs;
    before.add(drawn);
    const { event } = drawn;
    return { messageId: `message-${at}`, body: JSON.stringify(event), sentMs, groupId: event.accountId };
  });
  return messages.sort((a, b) => a.sentMs - b.sentMs);
}
