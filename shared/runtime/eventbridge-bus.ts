import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { eventOf, type PublishedEvent } from '../contract/events/event-detail.ts';
import { defaultProject, type Project } from '../domain/project.ts';
import type { EventBus } from '../ports/event-bus.ts';

const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;
/** PutEvents' own limits: entries of a call, and their bytes together. */
const eventsPerCall = 10;
const callMaxBytes = 256 * 1024;
const triesMax = 4;

/** The bus didn't take everything within its bounds. Publish all of it again: duplicates share their ids. */
export class BusUnavailable extends Error {
  override readonly name = 'BusUnavailable';
}

export type SendEvents = (
  entries: PutEventsRequestEntry[],
) => Promise<{ readonly Entries?: readonly { readonly ErrorCode?: string | undefined }[] | undefined }>;

export interface EventBridgeSettings {
  readonly sleep: (ms: number) => Promise<void>;
  readonly send?: SendEvents;
  readonly restoration?: number;
  /** Whose events they are: the default project's when left out. */
  readonly project?: Project;
}

/** EventBridge. What fails of a call is sent again one by one, so that a refused event doesn't hold up the others. */
export function createEventBridgeBus(
  busName: string,
  { sleep, send = sending(), restoration = 0, project = defaultProject }: EventBridgeSettings,
): EventBus {
  async function trySend(entries: PutEventsRequestEntry[]): Promise<readonly PutEventsRequestEntry[]> {
    try {
      const { Entries = [] } = await send(entries);
      return entries.filter((_entry, index) => Entries[index] === undefined || Entries[index].ErrorCode !== undefined);
    } catch {
      return entries;
    }
  }

  async function sendAlone(entry: PutEventsRequestEntry): Promise<boolean> {
    for (let tries = 1; tries < triesMax; tries += 1) {
      await sleep(25 * 2 ** tries);
      if ((await trySend([entry])).length === 0) return true;
    }
    return false;
  }

  return {
    publish: async (signals) => {
      let refused = 0;
      for (const call of callsOf(
        signals.map((signal) => entryOf(busName, eventOf(signal, { restoration, project }))),
      )) {
        for (const entry of await trySend([...call])) if (!(await sendAlone(entry))) refused += 1;
      }
      if (refused > 0) throw new BusUnavailable(`the bus took all but ${refused} of ${signals.length} events`);
    },
  };
}

function sending(): SendEvents {
  const client = new EventBridgeClient(clientSettings);
  return (Entries) => client.send(new PutEventsCommand({ Entries }));
}

function entryOf(busName: string, published: PublishedEvent): PutEventsRequestEntry {
  const { source, time, detail, ...event } = published;
  return {
    EventBusName: busName,
    Source: source,
    DetailType: event['detail-type'],
    Time: new Date(time),
    Detail: JSON.stringify(detail),
  };
}

function callsOf(entries: readonly PutEventsRequestEntry[]): readonly (readonly PutEventsRequestEntry[])[] {
  const calls: PutEventsRequestEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.Detail ?? '') + 1_024;
    const last = calls.at(-1);
    if (last === undefined || last.length === eventsPerCall || bytes + size > callMaxBytes) {
      calls.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return calls;
}
