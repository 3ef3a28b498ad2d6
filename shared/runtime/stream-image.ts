/** An item as the table's stream hands it to a function: DynamoDB's JSON, in which bytes are base64 texts, however deep they lie. */
import type { AttributeValue as TableValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue as StreamValue } from 'aws-lambda';
import type { Item } from '../storage/table-keys.ts';

export type StreamImage = Record<string, StreamValue>;

export function itemOf(image: StreamImage): Item {
  const { pk, sk, ...others } = unmarshall(eachOf(image, fromStream));
  return { ...others, pk: String(pk), sk: String(sk) };
}

/** The stream's image of an item, for whoever stands in for it. */
export function imageOf(item: Item): StreamImage {
  return eachOf(marshall(item, { removeUndefinedValues: true }), toStream);
}

function fromStream(value: StreamValue): TableValue {
  if (value.B !== undefined) return { B: Buffer.from(value.B, 'base64') };
  if (value.BS !== undefined) return { BS: value.BS.map((each) => Buffer.from(each, 'base64')) };
  if (value.L !== undefined) return { L: value.L.map(fromStream) };
  if (value.M !== undefined) return { M: eachOf(value.M, fromStream) };
  return value as TableValue;
}

function toStream(value: TableValue): StreamValue {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS !== undefined) return { BS: value.BS.map((each) => Buffer.from(each).toString('base64')) };
  if (value.L !== undefined) return { L: value.L.map(toStream) };
  if (value.M !== undefined) return { M: eachOf(value.M, toStream) };
  return value as StreamValue;
}

function eachOf<From, To>(values: Readonly<Record<string, From>>, convert: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)]));
}
