/**
 * The table's stream on this machine: not the engine's, since not every engine has one, but made from the commits
 * themselves. It feeds the deployed consumers in batches, each for itself.
 */
import type { DynamoDBRecord } from 'aws-lambda';
import { handler as copyCommits } from '../../functions/streams/copy-commits.ts';
import { handler as projectCommits } from '../../functions/streams/project-commits.ts';
import type { StreamHandler } from '../../shared/runtime/stream-handler.ts';
import { imageOf } from '../../shared/runtime/stream-image.ts';
import { streams } from '../../shared/runtime/streams.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountSk } from '../../shared/storage/table-keys.ts';

export interface LocalStream {
  /** A table whose account writes are told to the stream. */
  over(table: Table): Table;
  /** Waits until everything that was written is consumed. */
  drained(): Promise<void>;
}

const triesMax = 5;
const imagesMax = 10_000;

/** `hasCopy`: ledgers are copied, too. */
export function startLocalStream({ hasCopy = false } = {}): LocalStream {
  const consumers = hasCopy ? [projectCommits, copyCommits] : [projectCommits];
  const images = new Map<string, Item>();
  const waiting: DynamoDBRecord[] = [];
  let running: Promise<void> | undefined;
  let count = 0;

  function tell(item: Item): void {
    const before = images.get(item.pk);
    images.delete(item.pk);
    images.set(item.pk, item);
    const [oldest] = images.keys();
    if (images.size > imagesMax && oldest !== undefined) images.delete(oldest);
    count += 1;
    waiting.push(recordOf(String(count), item, before));
    running ??= consume().finally(() => {
      running = undefined;
    });
  }

  async function consume(): Promise<void> {
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, streams.projectCommits.batchMax);
      for (const consumer of consumers) await deliver(consumer, batch);
    }
  }

  return {
    over: (table) => ({
      ...table,
      put: async (item, guard) => {
        const outcome = await table.put(item, guard);
        if (item.sk === accountSk && outcome.kind === 'stored') tell(item);
        return outcome;
      },
      update: async (update) => {
        const outcome = await table.update(update);
        if (update.key.sk === accountSk && outcome.kind === 'stored') tell(outcome.item);
        return outcome;
      },
    }),
    drained: async () => {
      while (running !== undefined) await running;
    },
  };
}

/** As the event source mapping does: again from the first record that failed, a few times at most. */
async function deliver(consume: StreamHandler, batch: readonly DynamoDBRecord[]): Promise<void> {
  let records = batch;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { batchItemFailures } = await consume({ Records: [...records] });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
    if (first < 0) return;
    records = records.slice(first);
  }
  console.error(
    `Gave up on ${records.length} records of the stream: the next commit of their accounts goes on from there.`,
  );
}

function recordOf(sequenceNumber: string, item: Item, before: Item | undefined): DynamoDBRecord {
  return {
    eventName: before === undefined ? 'INSERT' : 'MODIFY',
    dynamodb: {
      Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
      SequenceNumber: sequenceNumber,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      NewImage: imageOf(item),
      ...(before === undefined ? {} : { OldImage: imageOf(before) }),
    },
  };
}
