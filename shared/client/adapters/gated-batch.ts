/**
 * A handler of SQS batches in which each message is work of its own: funded by its own hold, named by its own id, and
 * charged once however often it is delivered. A message that isn't funded, or whose work throws, goes back to the queue;
 * the others are done. The event source mapping must report failures of items (`ReportBatchItemFailures`).
 */
import type { Estimate } from '../holds/charge.ts';
import type { HoldTerms } from '../holds/hold-terms.ts';
import type { HoldClient } from '../holds/settle-work.ts';
import { CreditsRefused, type SettlingOptions } from '../holds/trouble.ts';
import { type Work, withHold } from '../holds/with-hold.ts';

/** The part in use of a message. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: { readonly MessageGroupId?: string };
}

export interface GatedBatchOptions<Message extends QueueMessage>
  extends SettlingOptions,
    Pick<HoldTerms, 'whenExhausted' | 'expiresInSeconds'> {
  readonly client: HoldClient;
  readonly accountId: (message: Message) => string;
  readonly estimate: Estimate | ((message: Message) => Estimate);
  readonly dimensions?: (message: Message) => Readonly<Record<string, string>>;
  /** Told why a message goes back: `CreditsRefused`, or what its work threw. A line of the error log when left out. */
  readonly onReturned?: (cause: unknown, message: Message) => void;
}

export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export function gatedBatch<Message extends QueueMessage>(
  options: GatedBatchOptions<Message>,
  run: (message: Message, work: Work) => unknown,
): (event: { readonly Records: readonly Message[] }) => Promise<BatchAnswer> {
  return async ({ Records: messages }) => {
    const failed = new Set<string>();
    const isOrdered = messages.some(({ attributes }) => attributes?.MessageGroupId !== undefined);
    const one = async (message: Message): Promise<void> => {
      // What came after a message that goes back goes back with it, where order counts.
      if (isOrdered && failed.size > 0) failed.add(message.messageId);
      else if (!(await isDone(options, run, message))) failed.add(message.messageId);
    };
    if (isOrdered) for (const message of messages) await one(message);
    else await Promise.all(messages.map(one));
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function isDone<Message extends QueueMessage>(
  options: GatedBatchOptions<Message>,
  run: (message: Message, work: Work) => unknown,
  message: Message,
): Promise<boolean> {
  const { accountId, estimate, dimensions, onReturned = logReturn, ...terms } = options;
  try {
    const outcome = await withHold(
      {
        ...terms,
        accountId: accountId(message),
        estimate: typeof estimate === 'function' ? estimate(message) : estimate,
        key: message.messageId,
        ...(dimensions === undefined ? {} : { dimensions: dimensions(message) }),
      },
      (work) => run(message, work),
    );
    if (outcome.kind === 'refused') throw new CreditsRefused(outcome.problem);
    return true;
  } catch (cause) {
    onReturned(cause, message);
    return false;
  }
}

function logReturn(cause: unknown, { messageId }: QueueMessage): void {
  console.error(`credits-ledger: message ${messageId} goes back to its queue:`, cause);
}
