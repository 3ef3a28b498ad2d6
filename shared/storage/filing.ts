/**
 * W2, *file before you forget*: entries leave the account's log only after their segment, keys and
 * marks are stored. Filing may be repeated, overlap, and land late from a process long given up, and takes nothing back:
 * a segment's key names exactly what it holds, an entry's key and its marks say the same for ever, a mark that moves on is
 * stored only over an earlier entry's, and a remembered refusal only where there is nothing or something expired.
 */

import type { Hold } from '../domain/account/hold.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { isMoving, type Mark, marksOf } from '../domain/ledger/mark.ts';
import type { Log } from './account-item.ts';
import { encodeHold, holdsIn } from './hold-item.ts';
import { encodeNote, forgottenAtMs, type Note } from './note.ts';
import { isNear, keyTimeMs } from './ordered-key.ts';
import { fileSegment } from './segment.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { keyKey, markKey } from './table-keys.ts';

/** TTL deletes a forgotten answer's item this long after its time. */
const ttlSlackSeconds = 3_600;

/** The log to file, and whether the keys in it that are found by their time go without items. */
export interface DueLog {
  readonly accountId: string;
  readonly log: Log;
  readonly isKeyless: boolean;
}

/** Stores everything of a log in its own items. Resolves only when all of it is there. */
export async function fileLog(table: Table, { accountId, log, isKeyless }: DueLog, nowMs: number): Promise<void> {
  const due = log.notes.filter((note) => forgottenAtMs(note) > nowMs);
  const beside = log.entries.flatMap((entry) => pointers(accountId, entry, isKeyless));
  await Promise.all([
    fileSegment(table, accountId, log),
    table.putMany(beside),
    ...due.map((note) => fileNote(table, accountId, note, nowMs)),
    ...movingItems(table, accountId, log.entries),
  ]);
}

export interface EntriesBeside extends Pick<DueLog, 'accountId' | 'isKeyless'> {
  /** In order, as of one account. */
  readonly entries: readonly Entry[];
}

/** Stores the keys, marks and holds of entries: what hangs off a segment. */
export async function fileBeside(table: Table, { accountId, entries, isKeyless }: EntriesBeside): Promise<void> {
  const items = entries.flatMap((entry) => pointers(accountId, entry, isKeyless));
  await Promise.all([table.putMany(items), ...movingItems(table, accountId, entries)]);
}

function movingItems(table: Table, accountId: string, entries: readonly Entry[]): readonly Promise<void>[] {
  return [
    ...[...holdsIn(entries).values()].map(({ hold, seq }) => fileHold(table, accountId, hold, seq)),
    ...[...movingMarksIn(entries)].map(([mark, newest]) => fileMovingMark(table, accountId, mark, newest)),
  ];
}

function pointers(accountId: string, entry: Entry, isKeyless: boolean): readonly Item[] {
  const items: Item[] = [];
  const { seq, idempotencyKey, fingerprint, atMs } = entry;
  const keyMs = idempotencyKey === undefined ? undefined : keyTimeMs(idempotencyKey);
  const isFoundByTime = isKeyless && keyMs !== undefined && isNear(keyMs, atMs);
  if (idempotencyKey !== undefined && !isFoundByTime)
    items.push({ ...keyKey(accountId, idempotencyKey), seq, fingerprint });
  for (const [mark, { content }] of marksOf(entry))
    if (!isMoving(mark)) items.push({ ...markKey(accountId, mark), seq, content });
  return items;
}

/** The marks of a log that move on, each with the newest of its entries. */
function movingMarksIn(entries: readonly Entry[]): ReadonlyMap<string, Mark> {
  return new Map(entries.flatMap((entry) => [...marksOf(entry)].filter(([mark]) => isMoving(mark))));
}

/** Only over an earlier entry's: a late filing mustn't forget what was undone since. */
async function fileMovingMark(table: Table, accountId: string, mark: string, { seq, content }: Mark): Promise<void> {
  const outcome = await table.put({ ...markKey(accountId, mark), seq, content }, { kind: 'earlier', seq });
  if (outcome.kind === 'in-doubt') throw new StoreUnavailable('a mark was not filed', { cause: outcome.cause });
}

/** A hold is stored only over an older version, so that a late filing never takes back what a newer one says. */
async function fileHold(table: Table, accountId: string, hold: Hold, seq: number): Promise<void> {
  const outcome = await table.put(encodeHold(accountId, hold, seq), { kind: 'older', version: seq });
  if (outcome.kind === 'in-doubt') throw new StoreUnavailable('a hold was not filed', { cause: outcome.cause });
}

async function fileNote(table: Table, accountId: string, note: Note, nowMs: number): Promise<void> {
  const expiresAtMs = forgottenAtMs(note);
  const outcome = await table.put(
    {
      ...keyKey(accountId, note.idempotencyKey),
      note: encodeNote(note),
      ...(Number.isFinite(expiresAtMs) ? { expiresAtMs, ttl: Math.ceil(expiresAtMs / 1000) + ttlSlackSeconds } : {}),
    },
    // What it replaces had expired when the note was made, whatever this process's clock says.
    { kind: 'absent-or-expired', nowMs: Math.max(nowMs, note.atMs) },
  );
  // Refused: it is filed already, or the key has moved on since.
  if (outcome.kind === 'in-doubt') throw new StoreUnavailable('a refusal was not filed', { cause: outcome.cause });
}
