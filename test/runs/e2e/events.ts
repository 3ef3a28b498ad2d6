/** The events that the service publishes after its commits, as another workload hears it: by a rule on the bus. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { eventSource } from '../../../shared/contract/events/event-detail.ts';
import { detailSchema, eventTypes } from '../../../shared/contract/events/event-types.ts';
import { accountKey, projectionKey } from '../../../shared/storage/table-keys.ts';
import { callJson, createQueue, type TestQueue } from './aws-json.ts';
import { type Service, storedSeq } from './journey.ts';
import type { Recorder } from './record.ts';

const name = 'listener';
const triesMax = 60;
const pauseMs = 1_000;

/** The event types of the debits in `journey.ts`. */
const expected = [eventTypes['debit-refused'].name, eventTypes.exhausted.name, eventTypes.restored.name];

const envelope = z.object({ source: z.literal(eventSource), 'detail-type': z.string(), detail: z.unknown() });
const known = z.object({ metadata: z.object({ id: z.string(), accountId: z.string() }), data: z.unknown() });

/** From now on every event of the service reaches a queue. */
export async function listen(service: Service, busName: string): Promise<TestQueue> {
  const queue = await createQueue(service, name);
  const rule = { Name: name, EventBusName: busName, EventPattern: JSON.stringify({ source: [eventSource] }) };
  await callJson(service, { service: 'events', action: 'PutRule' }, rule);
  const targets = { Rule: name, EventBusName: busName, Targets: [{ Id: name, Arn: queue.arn }] };
  const { json } = await callJson(service, { service: 'events', action: 'PutTargets' }, targets);
  equal(json.FailedEntryCount, 0);
  return queue;
}

export async function hear(service: Service, queue: TestQueue, { step }: Recorder): Promise<void> {
  await step('What was committed reaches the bus through the stream', async () => {
    const heard = new Map<string, { readonly type: string; readonly data: unknown }>();
    const isMissing = (): boolean => expected.some((type) => ![...heard.values()].some((each) => each.type === type));
    for (let tries = 0; tries < triesMax && isMissing(); tries += 1) {
      for (const body of await queue.receive()) {
        const { type, id, data } = eventIn(body);
        heard.set(id, { type, data });
      }
      if (isMissing()) await sleep(pauseMs);
    }
    equal(isMissing(), false, `heard ${JSON.stringify([...heard])}`);
    deepStrictEqual(
      [...heard.values()].filter(({ type }) => type === 'CreditsRestored').map(({ data }) => data),
      [{ available: 50 }],
    );
    return `${heard.size} events to a rule’s queue, each as its schema says: ${[...new Set([...heard.values()].map(({ type }) => `\`${type}\``))].toSorted().join(', ')}`;
  });
  await step('The roll-ups have come as far as the ledger', async () => {
    const seq = await storedSeq(service, accountKey('acme'));
    for (let tries = 0; tries < triesMax; tries += 1) {
      if ((await storedSeq(service, projectionKey('acme'))) === seq) return `entry ${seq}`;
      await sleep(pauseMs);
    }
    throw new Error('the roll-ups fell behind');
  });
}

function eventIn(body: string): { readonly type: string; readonly id: string; readonly data: unknown } {
  const { 'detail-type': name, detail } = envelope.parse(JSON.parse(body));
  const type = Object.values(eventTypes).find((each) => each.name === name);
  if (type === undefined) throw new TypeError(`an event that the contract doesn’t name: ${name}`);
  detailSchema(type).parse(detail);
  const { metadata, data } = known.parse(detail);
  equal(metadata.accountId, 'acme');
  return { type: name, id: metadata.id, data };
}
