/**
 * Reads a message of the queue of usage: an event in our own words, a CloudEvent, traces of OTLP in JSON, a payload that LiteLLM's callbacks
 * send, records of Bedrock's invocation logs, or a list of them.
 */
import type { SQSRecord } from 'aws-lambda';
import { fromBedrockLog, isBedrockLog } from '../../contract/intake/bedrock-log.ts';
import { fromCloudEvent, isCloudEvent } from '../../contract/intake/cloud-event.ts';
import { fromLiteLlmLog, isLiteLlmLog } from '../../contract/intake/litellm-log.ts';
import { fromTraces, isTraces } from '../../contract/intake/otel-spans.ts';
import { NotMapped, WordsUnreadable } from '../../contract/intake/read-words.ts';
import { type UsageEventBody, usageEvent } from '../../contract/intake/usage-event.ts';
import { type ReadText, readJson } from '../../contract/json-text.ts';
import type { UsageEvent } from '../../domain/catalogue/usage-event.ts';
import { present } from '../../domain/present.ts';
import { faultsOf } from '../http-request.ts';
import { bedrockCallers } from './bedrock-callers.ts';
import { meters } from './meters.ts';

export type ReadUsage =
  | { readonly kind: 'read'; readonly event: UsageEvent; readonly body: string }
  | { readonly kind: 'unreadable' | 'unmapped'; readonly detail: string; readonly body: string };

/**
 * An event that names no id is one by its message: the queue's name and the message's id, and the time that it was sent, are the same each time
 * that it is delivered. A producer that may send an event twice gives it an id. Each event has a body of its own, by which it can be put aside.
 */
export function readUsageMessage(record: SQSRecord): readonly ReadUsage[] {
  const { body } = record;
  const text = readText(body);
  if (text.kind === 'faulty') return [unreadable([text.fault], body)];
  const elements = listOf(text.value);
  return elements.flatMap((element, at) => {
    const own = elements.length === 1 ? body : JSON.stringify(element);
    try {
      const events = eventsIn(element);
      return events.map((event, of) => {
        const alone = events.length === 1 ? own : JSON.stringify(event);
        return readEvent(event, {
          record,
          place: `${record.messageId}${at + of === 0 ? '' : `/${at}/${of}`}`,
          body: alone,
        });
      });
    } catch (cause) {
      if (cause instanceof NotMapped) return [{ kind: 'unmapped', detail: cause.message, body: own }];
      if (!(cause instanceof WordsUnreadable)) throw cause;
      return [unreadable(faultsOf(cause.issues, element), own)];
    }
  });
}

/** Our own words are read strictly. Those of others nest deeper, have members that we don't know, and come from libraries that write no number twice. */
function readText(body: string): ReadText {
  try {
    const value: unknown = JSON.parse(body);
    if (listOf(value).some((element) => isOfOthers(membersOf(element)))) return { kind: 'read', value };
  } catch {
    // The strict reader says what is wrong with it.
  }
  return readJson(body);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isOfOthers(members: Members): boolean {
  return isCloudEvent(members) || isTraces(members) || isLiteLlmLog(members) || isBedrockLog(members);
}

/** The events that an element tells of, by whose words they are in. */
function eventsIn(element: unknown): readonly unknown[] {
  const members = membersOf(element);
  if (isCloudEvent(members)) return [fromCloudEvent(element, meters())];
  if (isTraces(members)) return fromTraces(element);
  if (isBedrockLog(members)) return fromBedrockLog(element, bedrockCallers());
  if (!isLiteLlmLog(members)) return [element];
  // One that was put aside says whose account it is of, and nothing of LiteLLM's own has that name.
  const { project } = members;
  return fromLiteLlmLog(element).map((event) => ({ ...Object(event), ...present({ project }) }));
}

interface Place {
  readonly record: SQSRecord;
  /** The id of the event within its queue, where it names none. */
  readonly place: string;
  readonly body: string;
}

function readEvent(value: unknown, { record, place, body }: Place): ReadUsage {
  const found = usageEvent.safeParse(value);
  if (!found.success) return unreadable(faultsOf(found.error.issues, value), body);
  const { id, source = record.eventSourceARN, occurredAt } = found.data;
  const timeMs = id === undefined ? (occurredAt ?? Number(record.attributes.SentTimestamp)) : occurredAt;
  const identity = { source, id: id ?? place, ...present({ timeMs }) };
  return { kind: 'read', event: usageEventOf(found.data, identity), body };
}

function usageEventOf(body: UsageEventBody, identity: Pick<UsageEvent, 'source' | 'id' | 'timeMs'>): UsageEvent {
  const { accountId, project, dimensions } = body;
  return { ...identity, accountId, charge: chargeOf(body), ...present({ project, dimensions }) };
}

function chargeOf(body: UsageEventBody): UsageEvent['charge'] {
  if ('usage' in body) return { usage: body.usage };
  if ('model' in body) return { model: body.model, tokens: body.tokens };
  return { credits: body.credits, category: body.category };
}

function unreadable(faults: readonly { readonly field: string; readonly message: string }[], body: string): ReadUsage {
  return { kind: 'unreadable', detail: faults.map(({ field, message }) => `${field} ${message}`).join('; '), body };
}
