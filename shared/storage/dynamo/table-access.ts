/** The parts that calls of the table have in common: by whom it is made, how its answer is read, and when it is asked again. */
import { StoreUnavailable } from '../table.ts';
import type { Item, Key } from '../table-keys.ts';
import { fromAttributes } from './attribute-value.ts';
import type { DynamoClient, Output } from './dynamo-client.ts';

export interface TableAccess {
  readonly tableName: string;
  readonly client: DynamoClient;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Batches are asked for what they left over so often. */
export const batchTriesMax = 6;

/** The answer of a read, or of a batch: without one, nothing is known. */
export async function awaitAnswer(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (cause) {
    if (isOurMistake(cause)) throw cause;
    throw new StoreUnavailable('the table did not answer', { cause });
  }
}

/** A request that is wrong or not permitted stays so however often it is sent: a bug or a missing grant, not a doubt. */
export function isOurMistake(cause: unknown): boolean {
  const name = cause instanceof Error ? cause.name : '';
  return ['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'].includes(name);
}

/** How long a batch waits before it is asked again. */
export function pauseMs(tries: number): number {
  return 25 * 2 ** tries;
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}

/** Reads the attributes of an item in the protocol's form. */
export function asItem(attributes: unknown): Item {
  const item = fromAttributes(attributes);
  const { pk, sk } = item;
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new TypeError('an item without its key');
  return { ...item, pk, sk };
}

export function keyOf({ pk, sk }: Key): { readonly pk: string; readonly sk: string } {
  return { pk, sk };
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([each]) => each === name)?.[1]
    : undefined;
}
