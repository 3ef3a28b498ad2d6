/**
 * A segment: filed entries in order, as one item that is never changed. It is put where none is; one that is there already must
 * lead to the same entry, whoever filed it and however it is written. One that would take more than a write unit is packed.
 */
import { entryTextsOf, type Log } from './account-item.ts';
import { checksOf } from './entry-text.ts';
import { itemSizeBytes } from './item-size.ts';
import { packed } from './packed-text.ts';
import { readSegment } from './segments.ts';
import { ItemCorrupt, StoreUnavailable, type Table } from './table.ts';
import { type Item, segmentKey } from './table-keys.ts';

const unitBytes = 1_024;

/** The item that holds a log's entries; undefined where it has none. */
export function segmentItem(accountId: string, log: Log): Item | undefined {
  const last = log.entries.at(-1);
  if (last === undefined) return undefined;
  const entries = entryTextsOf(log);
  const key = segmentKey(accountId, log.filed.seq + 1, last.seq);
  const item = { ...key, previous: Buffer.from(log.filed.hash, 'hex'), entries, c: checksOf(log.entries) };
  return itemSizeBytes(item) <= unitBytes ? item : { ...item, entries: packed(JSON.stringify(entries)) };
}

export async function fileSegment(table: Table, accountId: string, log: Log): Promise<void> {
  const item = segmentItem(accountId, log);
  if (item === undefined) return;
  const outcome = await table.put(item, { kind: 'absent' });
  if (outcome.kind === 'stored') return;
  if (outcome.kind === 'in-doubt') throw new StoreUnavailable('a segment was not filed', { cause: outcome.cause });
  const existing = outcome.existing ?? (await table.get(item));
  const isSame =
    existing !== undefined && readSegment(accountId, existing).entries.at(-1)?.hash === log.entries.at(-1)?.hash;
  if (!isSame) throw new ItemCorrupt('a segment is there already, and says something else');
}
