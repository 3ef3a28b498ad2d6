/**
 * The demonstration as it is kept: the table's items in the form in which DynamoDB takes them, one a line, in order, compressed. Segments
 * that are packed stand there unpacked, since what was packed one by one can't be compressed together.
 */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoClient } from '../../../shared/storage/dynamo/dynamo-client.ts';
import { packed, unpacked } from '../../../shared/storage/packed-text.ts';
import { cataloguePk } from '../../../shared/storage/table-keys.ts';
import { localSdkClient } from '../local-table.ts';

export const demonstrationFile = new URL('../data/demonstration.ndjson.br', import.meta.url);

const pagesMax = 1_000;
const batchMax = 25;
const batchesAtOnce = 4;
const triesMax = 20;

/** Reads all that a table holds but its catalogue, which every start loads by itself. */
export async function packTable(endpoint: string, tableName: string): Promise<Buffer> {
  const client = localSdkClient(endpoint);
  const lines: string[] = [];
  let start: Record<string, AttributeValue> | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: tableName, ExclusiveStartKey: start, ConsistentRead: true }),
    );
    lines.push(
      ...Items.filter((item) => !isOfCatalogue(item)).map((item) => JSON.stringify(unpackedItem(onWire(item)))),
    );
    start = LastEvaluatedKey;
    if (start === undefined) break;
  }
  client.destroy();
  const text = lines.toSorted().join('\n');
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
}

function isOfCatalogue({ pk }: Record<string, AttributeValue>): boolean {
  return pk?.S === cataloguePk || pk?.S?.startsWith('CARD#') === true;
}

type Wire = Readonly<Record<string, { readonly B?: string; readonly text?: readonly string[] }>>;

/** Entries that were packed, as `text`. */
function unpackedItem(item: Wire): Wire {
  const bytes = item['entries']?.B;
  if (bytes === undefined) return item;
  return { ...item, entries: { text: JSON.parse(unpacked(Buffer.from(bytes, 'base64'), 'a segment')) } };
}

function packedItem(item: Wire): Wire {
  const text = item['entries']?.text;
  if (text === undefined) return item;
  return { ...item, entries: { B: Buffer.from(packed(JSON.stringify(text))).toString('base64') } };
}

/** Keys in order, bytes in base64: the same table is the same text. */
function onWire(item: Record<string, AttributeValue>): Wire {
  return orderly(item) as Wire;
}

function orderly(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(orderly);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, orderly(each)]),
  );
}

/** Puts the items that are kept into a table. Throws if some may be missing. */
export async function loadDemonstration(client: DynamoClient, tableName: string): Promise<void> {
  const text = (await promisify(brotliDecompress)(await readFile(demonstrationFile))).toString('utf8');
  const requests = text.split('\n').map((line) => ({ PutRequest: { Item: packedItem(JSON.parse(line)) } }));
  const batches = Array.from({ length: Math.ceil(requests.length / batchMax) }, (_, index) =>
    requests.slice(index * batchMax, (index + 1) * batchMax),
  ).values();
  await Promise.all(
    Array.from({ length: batchesAtOnce }, async () => {
      for (const batch of batches) await putBatch(client, tableName, batch);
    }),
  );
}

async function putBatch(client: DynamoClient, tableName: string, batch: readonly object[]): Promise<void> {
  let pending: unknown = batch;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { UnprocessedItems } = await client.call('BatchWriteItem', { RequestItems: { [tableName]: pending } });
    pending = (UnprocessedItems as Record<string, unknown> | undefined)?.[tableName];
    if (pending === undefined) return;
  }
  throw new Error('the demonstration could not be loaded: the engine left some of it unprocessed');
}
