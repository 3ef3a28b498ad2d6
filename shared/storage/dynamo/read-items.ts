import { StoreUnavailable } from '../table.ts';
import type { Item, Key } from '../table-keys.ts';
import { toAttributes } from './attribute-value.ts';
import {
  asItem,
  awaitAnswer,
  batchTriesMax,
  chunks,
  keyOf,
  listIn,
  memberOf,
  pauseMs,
  type TableAccess,
} from './table-access.ts';

const batchGetMax = 100;

export async function readItem(
  { tableName, client }: TableAccess,
  key: Key,
  options?: { readonly isEventual?: boolean },
): Promise<Item | undefined> {
  const { Item } = await awaitAnswer(
    client.call('GetItem', {
      TableName: tableName,
      Key: toAttributes(keyOf(key)),
      ConsistentRead: options?.isEventual !== true,
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  return Item === undefined ? undefined : asItem(Item);
}

/** One is read alone; of many, a hundred at a time. */
export async function readItems(access: TableAccess, keys: readonly Key[]): Promise<readonly Item[]> {
  const { tableName, client, sleep } = access;
  const [only] = keys;
  if (only === undefined) return [];
  if (keys.length === 1) {
    const item = await readItem(access, only);
    return item === undefined ? [] : [item];
  }
  const items: Item[] = [];
  for (const chunk of chunks(keys, batchGetMax)) {
    let pending: readonly unknown[] = chunk.map((key) => toAttributes(keyOf(key)));
    for (let tries = 0; pending.length > 0; tries += 1) {
      if (tries === batchTriesMax) throw new StoreUnavailable('batch read left keys unprocessed');
      if (tries > 0) await sleep(pauseMs(tries));
      const { Responses, UnprocessedKeys } = await awaitAnswer(
        client.call('BatchGetItem', {
          RequestItems: { [tableName]: { Keys: pending, ConsistentRead: true } },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      items.push(...listIn(memberOf(Responses, tableName)).map(asItem));
      pending = listIn(memberOf(memberOf(UnprocessedKeys, tableName), 'Keys'));
    }
  }
  return items;
}
