/** Requests that DynamoDB refuses as not valid, and conditions as it evaluates them. */
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import type { Guard } from '../../../shared/storage/table.ts';
import { type Item, type Key, tableShape } from '../../../shared/storage/table-keys.ts';
import { copiedItem } from '../../support/engines/copied-item.ts';
import { idOf } from './partitions.ts';

const keyMaxBytes = { pk: 2_048, sk: 1_024 } as const;
const itemMaxBytes = 400 * 1_024;

/** As the real one evaluates a condition: an attribute that is missing, or of another type, meets none. */
export function isMet(guard: Guard, existing: Item | undefined): boolean {
  switch (guard.kind) {
    case 'absent':
      return existing === undefined;
    case 'version':
      return existing?.['version'] === guard.version;
    case 'writes':
      return existing?.['writes'] === guard.writes;
    case 'older':
      return existing === undefined || isBelow(existing['version'], guard.version);
    case 'earlier':
      return existing === undefined || isBelow(existing['seq'], guard.seq);
    case 'absent-or-expired':
      return existing === undefined || isBelow(existing['expiresAtMs'], guard.nowMs + 1);
    default:
      return guard satisfies never;
  }
}

function isBelow(stored: unknown, bound: number): boolean {
  return typeof stored === 'number' && stored < bound;
}

/** A copy of what is written, if the table takes it at all. */
export function accepts(written: Item): Item {
  const item = copiedItem(written);
  checkKey(item);
  if (itemSizeBytes(item) > itemMaxBytes) throw invalid('Item size has exceeded the maximum allowed size');
  return item;
}

export function checkKey(key: Key): void {
  for (const name of [tableShape.partitionKey, tableShape.sortKey]) {
    const bytes = Buffer.byteLength(key[name]);
    if (bytes === 0 || bytes > keyMaxBytes[name]) throw invalid(`the key attribute ${name} has ${bytes} bytes`);
  }
}

export function checkDoubles(keys: readonly Key[]): void {
  if (new Set(keys.map(idOf)).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
}

export function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException' });
}
