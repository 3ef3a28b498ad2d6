/**
 * The FIFO queue of usage in memory, in virtual time: the messages of a group come in their order, to one worker at a time, and none while one
 * that was sent before it is hidden. Other groups go on meanwhile.
 */
import { present } from '../../../shared/domain/present.ts';
import { queueTriesMax } from '../../../shared/runtime/jobs.ts';
import {
  type DeliveredUsage,
  failedOf,
  type TriedOut,
  type UsageDelivery,
  type UsageMessage,
  type UsageWorker,
} from './usage-queue.ts';

export interface OrderedDelivery extends UsageDelivery {
  /** How long a worker has a batch, and with it the groups of its messages. */
  readonly takesMs: number;
}

export interface DeliveredInOrder extends DeliveredUsage {
  /** Messages that were taken for done although one before them in their group was to come again: their order is lost. */
  readonly overtaken: number;
}

interface Tried {
  readonly message: UsageMessage;
  readonly tries: number;
}

/** The messages of a group that are left, in their order. */
interface Group {
  readonly messages: readonly UsageMessage[];
  /** How often each that came was tried, from `next` on. */
  readonly tries: Map<string, number>;
  readonly again: UsageMessage[];
  next: number;
  freeAtMs: number;
}

/** SQS knows a message with the same content for five minutes after it, and drops it. */
export const knownForMs = 300_000;

/** Delivers all messages, in the order in which they were sent, until each is gone or was tried often enough. */
export async function deliverInOrder(
  messages: readonly UsageMessage[],
  worker: UsageWorker,
  { batchSize, hiddenMs = 0, takesMs, onBatch }: OrderedDelivery,
): Promise<DeliveredInOrder> {
  const putAside: TriedOut[] = [];
  const groups = groupsOf(messages);
  let [batches, overtaken, nowMs] = [0, 0, 0];
  for (;;) {
    const ready = [...groups].filter((group) => headOf(group) !== undefined);
    const [first, ...others] = ready.map(fromMsOf);
    if (first === undefined) return { putAside, batches, overtaken };
    nowMs = Math.max(nowMs, Math.min(first, ...others));
    const batch = batchOf(ready, batchSize, nowMs);
    onBatch?.(batches, nowMs);
    batches += 1;
    const tried = [...batch.values()].flat();
    const failed = await failedOf(worker, tried);
    for (const [group, own] of batch) {
      const firstFailed = own.findIndex(({ message }) => failed.has(message.messageId));
      const isDone = ({ message }: Tried): boolean => !failed.has(message.messageId);
      if (firstFailed !== -1) overtaken += own.slice(firstFailed).filter(isDone).length;
      const left = own.filter((each) => !isDone(each));
      for (const { message, tries } of left)
        if (tries >= queueTriesMax) putAside.push(triedOut(message));
        else group.tries.set(message.messageId, tries);
      group.again.unshift(...left.filter(({ tries }) => tries < queueTriesMax).map(({ message }) => message));
      group.freeAtMs = nowMs + (group.again.length > 0 && left.length > 0 ? hiddenMs : takesMs);
    }
  }
}

function groupsOf(messages: readonly UsageMessage[]): readonly Group[] {
  return [...Map.groupBy(messages, ({ groupId = '' }) => groupId).values()].map((own) => ({
    messages: own,
    tries: new Map<string, number>(),
    again: [],
    next: 0,
    freeAtMs: 0,
  }));
}

function headOf({ again, messages, next }: Group): UsageMessage | undefined {
  return again[0] ?? messages[next];
}

/** When the group's next message can be had. */
function fromMsOf(group: Group): number {
  return Math.max(group.freeAtMs, headOf(group)?.sentMs ?? 0);
}

/** As many of the group whose message has waited longest as there are, then of the next, as SQS does. */
function batchOf(groups: readonly Group[], batchSize: number, nowMs: number): Map<Group, Tried[]> {
  const had = groups.filter((group) => fromMsOf(group) <= nowMs);
  had.sort((a, b) => (headOf(a)?.sentMs ?? 0) - (headOf(b)?.sentMs ?? 0));
  const batch = new Map<Group, Tried[]>();
  let left = batchSize;
  for (const group of had) {
    const own: Tried[] = [];
    for (let head = headOf(group); left > 0 && head !== undefined && head.sentMs <= nowMs; head = headOf(group)) {
      if (group.again.shift() === undefined) group.next += 1;
      own.push({ message: head, tries: (group.tries.get(head.messageId) ?? 0) + 1 });
      group.tries.delete(head.messageId);
      left -= 1;
    }
    if (own.length > 0) batch.set(group, own);
  }
  return batch;
}

function triedOut({ body, groupId }: UsageMessage): TriedOut {
  return { body, reason: 'tried-out', ...present({ groupId }) };
}
