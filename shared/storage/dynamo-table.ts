import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
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

/** One retry layer, the SDK's, each attempt with a deadline of its own. The commit loop above retries only what it has looked at again. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const satisfies DynamoDBClientConfig;

const batchGetMax = 100;
const batchWriteMax = 25;
const batchTriesMax = 6;
/** What a filing of a full group needs, so that its items are stored in the time of one call. */
const batchWritesAtOnce = 2;

export interface DynamoTableOptions {
  readonly tableName: string;
  readonly client: DynamoDBClient;
  readonly sleep: (ms: number) => Promise<void>;
}

export function createDynamoTable({ tableName, client, sleep }: DynamoTableOptions): Table {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  async function get(key: Key, options?: { readonly isEventual?: boolean }): Promise<Item | undefined> {
    const { Item } = await answered(
      documents.send(
        new GetCommand({
          TableName: tableName,
          Key: key,
          ConsistentRead: options?.isEventual !== true,
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
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
      let pending: Record<string, unknown>[] = chunk.map((key) => ({ ...key }));
      for (let tries = 0; pending.length > 0; tries += 1) {
        if (tries === batchTriesMax) throw new StoreUnavailable('batch read left keys unprocessed');
        if (tries > 0) await sleep(pauseMs(tries));
        const { Responses, UnprocessedKeys } = await answered(
          documents.send(
            new BatchGetCommand({
              RequestItems: { [tableName]: { Keys: pending, ConsistentRead: true } },
              ReturnConsumedCapacity: 'TOTAL',
            }),
          ),
        );
        items.push(...(Responses?.[tableName] ?? []).map(asItem));
        pending = UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
    }
    return items;
  }

  async function put(item: Item, guard: Guard): Promise<PutOutcome> {
    try {
      await documents.send(
        new PutCommand({
          TableName: tableName,
          Item: item,
          ...condition(guard),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      return { kind: 'stored' };
    } catch (cause) {
      return notStored(cause);
    }
  }

  async function update({ key, ...what }: Update): Promise<UpdateOutcome> {
    try {
      const { Attributes = {} } = await documents.send(
        new UpdateCommand({
          TableName: tableName,
          Key: key,
          ...updateExpression(what),
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      return { kind: 'stored', item: asItem(Attributes) };
    } catch (cause) {
      return notStored(cause);
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
    let pending: { PutRequest: { Item: Item } }[] = items.map((item) => ({ PutRequest: { Item: item } }));
    for (let tries = 0; pending.length > 0; tries += 1) {
      if (tries === batchTriesMax) throw new StoreUnavailable('batch write left items unprocessed');
      if (tries > 0) await sleep(pauseMs(tries));
      const { UnprocessedItems } = await answered(
        documents.send(
          new BatchWriteCommand({ RequestItems: { [tableName]: pending }, ReturnConsumedCapacity: 'TOTAL' }),
        ),
      );
      pending = (UnprocessedItems?.[tableName] ?? []).flatMap(({ PutRequest }) =>
        PutRequest?.Item === undefined ? [] : [{ PutRequest: { Item: asItem(PutRequest.Item) } }],
      );
    }
  }

  async function query({ pk, from, to, order, limit }: Range): Promise<readonly Item[]> {
    const items: Item[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await answered(
        documents.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
            ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
            ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
            ConsistentRead: true,
            ScanIndexForward: order === 'ascending',
            Limit: limit - items.length,
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
            ReturnConsumedCapacity: 'TOTAL',
          }),
        ),
      );
      items.push(...(page.Items ?? []).map(asItem));
      start = page.LastEvaluatedKey;
    } while (start !== undefined && items.length < limit);
    return items;
  }

  async function queryDue({ shard, fromMs, untilMs, limit, after }: DueRange): Promise<readonly DueItem[]> {
    const { dueIndex } = tableShape;
    const bound = untilMs ?? fromMs;
    const comparison = untilMs === undefined ? '#dueAtMs >= :bound' : '#dueAtMs <= :bound';
    const page = await answered(
      documents.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: dueIndex.name,
          KeyConditionExpression: bound === undefined ? '#shard = :shard' : `#shard = :shard AND ${comparison}`,
          ExpressionAttributeNames: {
            '#shard': dueIndex.partitionKey,
            ...(bound === undefined ? {} : { '#dueAtMs': dueIndex.sortKey }),
          },
          ExpressionAttributeValues: { ':shard': shard, ...(bound === undefined ? {} : { ':bound': bound }) },
          Limit: limit,
          ...(after === undefined
            ? {}
            : {
                ExclusiveStartKey: {
                  pk: after.pk,
                  sk: after.sk,
                  [dueIndex.partitionKey]: shard,
                  [dueIndex.sortKey]: after.dueAtMs,
                },
              }),
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
    );
    return (page.Items ?? []).map((attributes): DueItem => {
      const { pk, sk } = asItem(attributes);
      return { pk, sk, dueAtMs: Number(attributes[dueIndex.sortKey]) };
    });
  }

  return { get, getMany, put, update, putMany, query, queryDue };
}

function condition(
  guard: Guard,
): Pick<PutCommand['input'], 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  switch (guard.kind) {
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
    case 'version':
      return {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': guard.version },
      };
    case 'older':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #version < :version',
        ExpressionAttributeNames: { '#pk': 'pk', '#version': 'version' },
        ExpressionAttributeValues: { ':version': guard.version },
      };
    case 'absent-or-expired':
      return {
        ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtMs <= :nowMs',
        ExpressionAttributeNames: { '#pk': 'pk', '#expiresAtMs': 'expiresAtMs' },
        ExpressionAttributeValues: { ':nowMs': guard.nowMs },
      };
    default:
      return guard satisfies never;
  }
}

/** What a write has come to that failed. */
function notStored(cause: unknown): Exclude<PutOutcome, { readonly kind: 'stored' }> {
  if (cause instanceof ConditionalCheckFailedException) {
    return cause.Item === undefined
      ? { kind: 'refused' }
      : { kind: 'refused', existing: asItem(unmarshall(cause.Item)) };
  }
  if (isOurMistake(cause)) throw cause;
  return { kind: 'in-doubt', cause };
}

async function answered<T>(call: Promise<T>): Promise<T> {
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

function asItem(attributes: Record<string, unknown>): Item {
  const { pk, sk } = attributes;
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new TypeError('an item without its key');
  return { ...attributes, pk, sk };
}
