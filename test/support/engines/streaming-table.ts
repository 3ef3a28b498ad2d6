import type { DynamoDBRecord } from 'aws-lambda';
import { imageOf } from '../../../shared/runtime/stream-image.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { accountSk } from '../../../shared/storage/table-keys.ts';

/** A table that tells every account write as DynamoDB's stream would. */
export function streamingTable(table: Table, records: DynamoDBRecord[]): Table {
  const images = new Map<string, Item>();
  let count = 0;
  function tell(item: Item): void {
    const before = images.get(item.pk);
    images.set(item.pk, item);
    count += 1;
    records.push({
      eventName: before === undefined ? 'INSERT' : 'MODIFY',
      dynamodb: {
        Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
        SequenceNumber: String(count),
        NewImage: imageOf(item),
        ...(before === undefined ? {} : { OldImage: imageOf(before) }),
      },
    });
  }
  return {
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
  };
}
