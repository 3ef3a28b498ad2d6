import { present } from '../../domain/present.ts';
import { type Guard, type PutOutcome, StoreUnavailable } from '../table.ts';
import type { Item } from '../table-keys.ts';
import type { Update, UpdateOutcome } from '../update.ts';
import { updateExpression } from '../update-expression.ts';
import { toAttributes } from './attribute-value.ts';
import { Throttled } from './dynamo-client.ts';
import { DynamoFailure } from './dynamo-failure.ts';
import { conditionOf } from './guard-condition.ts';
import {
  asItem,
  awaitAnswer,
  batchTriesMax,
  chunks,
  isOurMistake,
  keyOf,
  listIn,
  memberOf,
  pauseMs,
  type TableAccess,
} from './table-access.ts';

const batchWriteMax = 25;
/** Batches written at once by a filing of a full group, so that its items are stored in the time of one call. */
const batchWritesAtOnce = 2;

export async function putItem({ tableName, client }: TableAccess, item: Item, guard: Guard): Promise<PutOutcome> {
  try {
    await client.call('PutItem', {
      TableName: tableName,
      Item: toAttributes(item),
      ...conditionOf(guard),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ReturnConsumedCapacity: 'TOTAL',
    });
    return { kind: 'stored' };
  } catch (cause) {
    return outcomeOfFailure(cause);
  }
}

export async function updateItem(
  { tableName, client }: TableAccess,
  { key, isUrgent, throttledTries, ...what }: Update,
): Promise<UpdateOutcome> {
  try {
    const { ExpressionAttributeValues: values, ...expression } = updateExpression(what);
    const { Attributes } = await client.call(
      'UpdateItem',
      {
        TableName: tableName,
        Key: toAttributes(keyOf(key)),
        ...expression,
        ...(values === undefined ? {} : { ExpressionAttributeValues: toAttributes(values) }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ReturnConsumedCapacity: 'TOTAL',
      },
      present({ isUrgent, throttledTries }),
    );
    return { kind: 'stored', item: asItem(Attributes) };
  } catch (cause) {
    return cause instanceof Throttled ? { kind: 'throttled' } : outcomeOfFailure(cause);
  }
}

export async function putItems(access: TableAccess, items: readonly Item[]): Promise<void> {
  const remaining = chunks(items, batchWriteMax).values();
  await Promise.all(
    Array.from({ length: batchWritesAtOnce }, async () => {
      for (const chunk of remaining) await putBatch(access, chunk);
    }),
  );
}

async function putBatch({ tableName, client, sleep }: TableAccess, items: readonly Item[]): Promise<void> {
  let pending: readonly unknown[] = items.map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
  for (let tries = 0; pending.length > 0; tries += 1) {
    if (tries === batchTriesMax) throw new StoreUnavailable('batch write left items unprocessed');
    if (tries > 0) await sleep(pauseMs(tries));
    const { UnprocessedItems } = await awaitAnswer(
      client.call('BatchWriteItem', { RequestItems: { [tableName]: pending }, ReturnConsumedCapacity: 'TOTAL' }),
    );
    pending = listIn(memberOf(UnprocessedItems, tableName));
  }
}

/** The outcome of a write that failed. */
function outcomeOfFailure(cause: unknown): Exclude<PutOutcome, { readonly kind: 'stored' }> {
  if (cause instanceof DynamoFailure && cause.name === 'ConditionalCheckFailedException')
    return cause.item === undefined ? { kind: 'refused' } : { kind: 'refused', existing: asItem(cause.item) };
  if (isOurMistake(cause)) throw cause;
  return { kind: 'in-doubt', cause };
}
