/** Reads a message of the queue of usage. */
import type { SQSRecord } from 'aws-lambda';
import { type UsageEventBody, usageEvent } from '../../contract/intake/usage-event.ts';
import { readJson } from '../../contract/json-text.ts';
import type { UsageEvent } from '../../domain/catalogue/usage-event.ts';
import { present } from '../../domain/present.ts';
import { faultsOf } from '../http-request.ts';

export type ReadUsage =
  | { readonly kind: 'read'; readonly event: UsageEvent }
  | { readonly kind: 'unreadable'; readonly detail: string };

/**
 * An event that names no id is one by its message: the queue's name and the message's id, and the time that it was sent, are the same each time
 * that it is delivered. A producer that may send an event twice gives it an id.
 */
export function readUsageMessage({ body, messageId, attributes, eventSourceARN }: SQSRecord): ReadUsage {
  const text = readJson(body);
  if (text.kind === 'faulty') return unreadable([text.fault]);
  const found = usageEvent.safeParse(text.value);
  if (!found.success) return unreadable(faultsOf(found.error.issues, text.value));
  const { id, source, occurredAt } = found.data;
  const sent = { source: eventSourceARN, id: messageId, timeMs: Number(attributes.SentTimestamp) };
  const told = { source: source ?? eventSourceARN, id: id ?? '', ...present({ timeMs: occurredAt }) };
  return {
    kind: 'read',
    event: usageEventOf(found.data, id === undefined ? { ...sent, ...present({ timeMs: occurredAt }) } : told),
  };
}

/** An event as its body tells it, in the domain's terms. */
export function usageEventOf(body: UsageEventBody, identity: Pick<UsageEvent, 'source' | 'id' | 'timeMs'>): UsageEvent {
  const { accountId, dimensions } = body;
  return { ...identity, accountId, charge: chargeOf(body), ...present({ dimensions }) };
}

function chargeOf(body: UsageEventBody): UsageEvent['charge'] {
  if ('usage' in body) return { usage: body.usage };
  return 'model' in body
    ? { model: body.model, tokens: body.tokens }
    : { credits: body.credits, category: body.category };
}

function unreadable(faults: readonly { readonly field: string; readonly message: string }[]): ReadUsage {
  return { kind: 'unreadable', detail: faults.map(({ field, message }) => `${field} ${message}`).join('; ') };
}
