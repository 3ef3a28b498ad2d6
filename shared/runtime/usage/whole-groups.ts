import type { SQSRecord } from 'aws-lambda';

/**
 * The messages of a batch that are to come again: those that failed, and in a FIFO queue all that were sent after one of them in its group, so that
 * they come in their order. What of those was charged meanwhile is known by its key.
 */
export function wholeGroups(records: readonly SQSRecord[], failed: ReadonlySet<string>): readonly string[] {
  const heldUp = new Set<string>();
  return records.flatMap(({ messageId, attributes: { MessageGroupId: group } }) => {
    const isAgain = failed.has(messageId) || (group !== undefined && heldUp.has(group));
    if (isAgain && group !== undefined) heldUp.add(group);
    return isAgain ? [messageId] : [];
  });
}
