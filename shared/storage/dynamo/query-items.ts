import { present } from '../../domain/present.ts';
import type { DueItem, DueRange, Range } from '../table.ts';
import { type Item, tableShape } from '../table-keys.ts';
import { toAttributes } from './attribute-value.ts';
import { asItem, awaitAnswer, keyOf, listIn, type TableAccess } from './table-access.ts';

/** Page after page, until the limit or the end. */
export async function queryItems(
  { tableName, client }: TableAccess,
  { pk, from, to, order, limit }: Range,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: unknown;
  do {
    const page = await awaitAnswer(
      client.call('Query', {
        TableName: tableName,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: toAttributes({ ':pk': pk, ':from': from, ':to': to }),
        ConsistentRead: true,
        ScanIndexForward: order === 'ascending',
        Limit: limit - items.length,
        ...present({ ExclusiveStartKey: start }),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    items.push(...listIn(page['Items']).map(asItem));
    start = page['LastEvaluatedKey'];
  } while (start !== undefined && items.length < limit);
  return items;
}

/** One page of the index, which may be late. */
export async function queryDueItems(
  { tableName, client }: TableAccess,
  { shard, fromMs, untilMs, limit, after }: DueRange,
): Promise<readonly DueItem[]> {
  const { dueIndex } = tableShape;
  const bound = untilMs ?? fromMs;
  const comparison = untilMs === undefined ? '#dueAtMs >= :bound' : '#dueAtMs <= :bound';
  const { Items } = await awaitAnswer(
    client.call('Query', {
      TableName: tableName,
      IndexName: dueIndex.name,
      KeyConditionExpression: bound === undefined ? '#shard = :shard' : `#shard = :shard AND ${comparison}`,
      ExpressionAttributeNames: {
        '#shard': dueIndex.partitionKey,
        ...(bound === undefined ? {} : { '#dueAtMs': dueIndex.sortKey }),
      },
      ExpressionAttributeValues: toAttributes({ ':shard': shard, ':bound': bound }),
      Limit: limit,
      ...(after === undefined
        ? {}
        : {
            ExclusiveStartKey: toAttributes({
              ...keyOf(after),
              [dueIndex.partitionKey]: shard,
              [dueIndex.sortKey]: after.dueAtMs,
            }),
          }),
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  return listIn(Items).map((attributes): DueItem => {
    const item = asItem(attributes);
    return { ...keyOf(item), dueAtMs: Number(item[dueIndex.sortKey]) };
  });
}
