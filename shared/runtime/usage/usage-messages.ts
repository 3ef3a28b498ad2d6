/** Packs events of usage into messages of their queue: some to a message, so that a request is a few calls. */
import type { QueuedUsage } from '../../ports/usage-queue.ts';

/** Few enough that a whole batch of messages is charged in one run of the worker. */
const eventsMax = 25;
/** A message may have 256 KiB. */
const bytesMax = 200 * 1024;

export interface PackedUsage {
  /** The account that all of its events are of, where accounts are kept apart. */
  readonly accountId?: string;
  readonly body: string;
}

/** Messages with all the events, in their order. With `isApart` none has events of two accounts. */
export function packUsage(events: readonly QueuedUsage[], isApart: boolean): readonly PackedUsage[] {
  if (!isApart) return packed(events).map((body) => ({ body }));
  return [...Map.groupBy(events, ({ accountId }) => accountId)].flatMap(([accountId, own]) =>
    packed(own).map((body) => ({ accountId, body })),
  );
}

function packed(events: readonly QueuedUsage[]): readonly string[] {
  const messages: string[][] = [];
  let bytes = 0;
  for (const { event } of events) {
    const text = JSON.stringify(event);
    const size = Buffer.byteLength(text) + 1;
    const last = messages.at(-1);
    if (last === undefined || last.length >= eventsMax || bytes + size > bytesMax) {
      messages.push([text]);
      bytes = size;
    } else {
      last.push(text);
      bytes += size;
    }
  }
  return messages.map((texts) => `[${texts.join(',')}]`);
}
