/** Usage for the queue, made of records of Bedrock's invocation logs: without what was asked and answered. */
import { hash } from 'node:crypto';
import { isBedrockLog, withoutBodies } from '../../contract/intake/bedrock-log.ts';
import { WordsUnreadable } from '../../contract/intake/read-words.ts';
import type { QueuedUsage } from '../../ports/usage-queue.ts';
import { faultsOf } from '../http-request.ts';

/**
 * The usage that a record tells of; undefined where the text is something else that stands in logs. What claims to be a record, or no JSON, and can't
 * be read goes on as where it stands and what is wrong: the worker puts that aside, where people see it.
 */
export function usageOfRecord(text: string | undefined, place: string): QueuedUsage | undefined {
  if (text === undefined) return unread(place, 'is too long to be read');
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unread(place, 'is no JSON');
  }
  if (typeof value !== 'object' || value === null || !isBedrockLog({ ...value })) return undefined;
  try {
    return { accountId: groupOf({ ...value }), event: withoutBodies(value) };
  } catch (cause) {
    if (!(cause instanceof WordsUnreadable)) throw cause;
    return unread(
      place,
      faultsOf(cause.issues, value)
        .map(({ field, message }) => `${field} ${message}`)
        .join('; '),
    );
  }
}

function unread(place: string, fault: string): QueuedUsage {
  return { accountId: 'unread', event: { schemaType: 'ModelInvocationLog', place, fault } };
}

/** The calls of one caller are one account's, mostly, which the worker alone knows: they stay in order, where the queue keeps one. */
function groupOf({ identity }: { readonly identity?: unknown }): string {
  return hash('sha256', JSON.stringify(identity ?? null)).slice(0, 32);
}
