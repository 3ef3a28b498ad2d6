/** An item as the table's stream hands it to a function: DynamoDB's JSON, in which bytes are base64 texts. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as StreamValue } from 'aws-lambda';
import type { Item } from '../storage/table-keys.ts';

export type StreamImage = Record<string, StreamValue>;

/** Bytes are members of the item itself, never of what is in it: its sets are of texts. */
export function itemOf(image: StreamImage): Item {
  const { pk, sk, ...others } = unmarshall(
    Object.fromEntries(
      Object.entries(image).map(([name, value]) => [
        name,
        value.B === undefined ? value : { B: Buffer.from(value.B, 'base64') },
      ]),
    ) as Parameters<typeof unmarshall>[0],
  );
  return { ...others, pk: String(pk), sk: String(sk) };
}

/** The stream's image of an item, for whoever stands in for it. */
export function imageOf(item: Item): StreamImage {
  const marshalled = Object.entries(marshall(item, { removeUndefinedValues: true }));
  return Object.fromEntries(
    marshalled.map(([name, value]) => [
      name,
      value.B === undefined ? (value as StreamValue) : { B: Buffer.from(value.B).toString('base64') },
    ]),
  );
}
