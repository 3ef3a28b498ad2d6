import { present } from '../domain/present.ts';
import { fromAttributes, toAttributes } from './dynamo/attribute-value.ts';
import { type DynamoClient, type Output, Throttled } from './dynamo/dynamo-client.ts';
import { DynamoFailure } from './dynamo/dynamo-failure.ts';
import {
  type DueItem,
  type DueRange,
  type Guard,
  type PutOutcome,
  type Range,
  StoreUnavailable,
  type Table,
} from './table.ts';
import type { Item } from './table-keys.ts';
import { type Key, tableShape } from './table-keys.ts';
import type { Update, UpdateOutcome } from './update.ts';
import { updateExpression } from './update-expression.ts';

const batchGetMax = 100;
const batchWriteMax = 25;
const batchTriesMax = 6;
/** Batches written at once by a filing of a full group, so that its items are stored in the time of one call. */
const batchWritesAtOnce = 2;

export interface DynamoTableOptions {
  readonly tableName: string;
  readonly client: DynamoClient;
  readonly sleep: (ms: number) => Promise<void>;
}

export function createDynamoTable({ tableName, client, sleep }: DynamoTableOptions): Table {
  async function get(key: Key, options?: { readonly isEventual?: boolean }): Promise<Item | undefined> {
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

  async function getMany(keys: readonly Key[]): Promise<readonly Item[]> {
    const [only] = keys;
    if (only === undefined) return [];
    if (keys.length === 1) {
      const item = await get(only);
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

  async function put(item: Item, guard: Guard): Promise<PutOutcome> {
    try {
      await client.call('PutItem', {
        TableName: tableName,
        Item: toAttributes(item),
        ...condition(guard),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ReturnConsumedCapacity: 'TOTAL',
      });
      return { kind: 'stored' };
    } catch (cause) {
      return outcomeOfFailure(cause);
    }
  }

  async function update({ key, isUrgent, throttledTries, ...what }: Update): Promise<UpdateOutcome> {
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

  async function putMany(items: readonly Item[]): Promise<void> {
    const remaining = chunks(items, batchWriteMax).values();
    await Promise.all(
      Array.from({ length: batchWritesAtOnce }, async () => {
        for (const chunk of remaining) await putBatch(chunk);
      }),
    );
  }

  async function putBatch(items: readonly Item[]): Promise<void> {
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

  async function query({ pk, from, to, order, limit }: Range): Promise<readonly Item[]> {
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

  async function queryDue({ shard, fromMs, untilMs, limit, after }: DueRange): Promise<readonly DueItem[]> {
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

  return { get, getMany, put, update, putMany, query, queryDue };
}

function condition(guard: Guard): object {
  switch (guard.kind) {
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
    case 'version':
      return {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: toAttributes({ ':version': guard.version }),
      };
    case 'writes':
      return {
        ConditionExpression: '#writes = :writes',
        ExpressionAttributeNames: { '#writes': 'writes' },
        ExpressionAttributeValues: toAttributes({ ':writes': guard.writes }),
      };
    case 'older':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #version < :version',
        ExpressionAttributeNames: { '#pk': 'pk', '#version': 'version' },
        ExpressionAttributeValues: toAttributes({ ':version': guard.version }),
      };
    case 'earlier':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #seq < :seq',
        ExpressionAttributeNames: { '#pk': 'pk', '#seq': 'seq' },
        ExpressionAttributeValues: toAttributes({ ':seq': guard.seq }),
      };
    case 'absent-or-expired':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtMs <= :nowMs',
        ExpressionAttributeNames: { '#pk': 'pk', '#expiresAtMs': 'expiresAtMs' },
        ExpressionAttributeValues: toAttributes({ ':nowMs': guard.nowMs }),
      };
    default:
      return guard satisfies never;
  }
}

/** The outcome of a write that failed. */
function outcomeOfFailure(cause: unknown): Exclude<PutOutcome, { readonly kind: 'stored' }> {
  if (cause instanceof DynamoFailure && cause.name === 'ConditionalCheckFailedException')
    return cause.item === undefined ? { kind: 'refused' } : { kind: 'refused', existing: asItem(cause.item) };
  if (isOurMistake(cause)) throw cause;
  return { kind: 'in-doubt', cause };
}

async function awaitAnswer(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (cause) {
    if (isOurMistake(cause)) throw cause;
    throw new StoreUnavailable('the table did not answer', { cause });
  }
}

/** A request that is wrong or not permitted stays so however often it is sent: a bug or a missing grant, not a doubt. */
function isOurMistake(cause: unknown): boolean {
  const name = cause instanceof Error ? cause.name : '';
  return ['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'].includes(name);
}

function pauseMs(tries: number): number {
  return 25 * 2 ** tries;
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}

/** Reads the attributes of an item in the protocol's form. */
function asItem(attributes: unknown): Item {
  const item = fromAttributes(attributes);
  const { pk, sk } = item;
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new TypeError('an item without its key');
  return { ...item, pk, sk };
}

function keyOf({ pk, sk }: Key): { readonly pk: string; readonly sk: string } {
  return { pk, sk };
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([each]) => each === name)?.[1]
    : undefined;
}
