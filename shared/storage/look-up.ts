/**
 * W3: whoever asks for a key, a mark or an entry has read the account (strongly consistent), looks in
 * its log, and only then reads the side item (strongly consistent). The other order would lose what is filed in between.
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import { lostBy, withdrawnBy } from '../domain/account/withdrawn.ts';
import type { Needs } from '../domain/decisions/needs.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { type Mark, marksOf } from '../domain/ledger/mark.ts';
import type { LoadedAccount, Log } from './account-item.ts';
import { type Escrow, markOf } from './escrow.ts';
import { decodeFiledHold, type FiledHold, holdsIn } from './hold-item.ts';
import { filedEntry } from './ledger.ts';
import { decodeKey, forgottenAtMs, type KeyRecord } from './note.ts';
import { isNew, keyTimeMs, nearMs } from './ordered-key.ts';
import { parse } from './parse.ts';
import { createRecentKeys, type RecentKeys } from './recent-keys.ts';
import { segmentsIn } from './segments.ts';
import { EntryCorrupt, type Table } from './table.ts';
import { holdKey, type Key, keyKey, markKey } from './table-keys.ts';

/** The things to look for on behalf of one change: what its command needs, and the caller's own key. */
export interface LookUp extends Needs {
  /** Left out by the schedule, which asks for nothing but what became due. */
  readonly idempotencyKey?: string;
  readonly nowMs: number;
}

/** The filed part of it. The log is looked at separately, and first. */
export interface FiledItems {
  readonly keys: ReadonlyMap<string, KeyRecord>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly holds: ReadonlyMap<string, FiledHold>;
  /** Entries that were asked for and given up as lost, each with the repair that did so. */
  readonly lost: ReadonlyMap<number, number>;
  /** A key or mark names an entry later than those of this log: the account has moved on since it was read. */
  readonly isOutdated: boolean;
}

export const noFiledItems: FiledItems = {
  keys: new Map(),
  marks: new Map(),
  entries: new Map(),
  holds: new Map(),
  lost: new Map(),
  isOutdated: false,
};

/** The log's record of a key; a remembered answer whose time is over says nothing. */
export function keyInLog(log: Log, idempotencyKey: string, nowMs: number): KeyRecord | undefined {
  for (const { idempotencyKey: key, fingerprint = '', seq } of log.entries) {
    if (key === idempotencyKey) return { kind: 'entry', fingerprint, seq };
  }
  const note = log.notes.findLast((each) => each.idempotencyKey === idempotencyKey && forgottenAtMs(each) > nowMs);
  return note === undefined ? undefined : { kind: 'note', note };
}

/** The mark of the newest entry in a log that carries it. */
export function markInLog(log: Log, mark: string): Mark | undefined {
  let newest: Mark | undefined;
  for (const entry of log.entries) newest = marksOf(entry).get(mark) ?? newest;
  return newest;
}

export function entryInLog(log: Log, seq: number): Entry | undefined {
  return log.entries.find((entry) => entry.seq === seq);
}

/** A mark that was filed, of an entry that stands. The account is read first, and its log looked at. */
export async function filedMark(
  table: Table,
  { accountId, withdrawn }: Account,
  mark: string,
): Promise<Mark | undefined> {
  const item = await table.get(markKey(accountId, mark));
  const found = item && parse(storedMark, item, 'a mark');
  return found !== undefined && withdrawnBy(withdrawn, found.seq) === undefined ? found : undefined;
}

/** True of a change whose answer is in the log, with all that it is made of. */
export function isAnsweredBy(log: Log, { idempotencyKey, nowMs }: LookUp): boolean {
  const known = idempotencyKey === undefined ? undefined : keyInLog(log, idempotencyKey, nowMs);
  return known?.kind === 'entry' || (known?.kind === 'note' && known.note.answer.kind !== 'done-before');
}

/** True of a key that was never filed, by what the account itself says of it. */
export function isUnused({ watermark, marks }: Escrow, idempotencyKey: string): boolean {
  const keyMs = keyTimeMs(idempotencyKey);
  return keyMs !== undefined && isNew(watermark, keyMs) && !marks.has(markOf(idempotencyKey));
}

/** Reads the side items of what the account doesn't say, for many changes of it at once. */
export async function lookUpItems(
  table: Table,
  loaded: LoadedAccount,
  all: readonly LookUp[],
  recent: RecentKeys = createRecentKeys(table),
): Promise<FiledItems> {
  const { log, escrow } = loaded;
  const { accountId, withdrawn } = loaded.account;
  const isSought: IsSought = (key, nowMs) =>
    keyInLog(log, key, nowMs) === undefined && (escrow === undefined || !isUnused(escrow, key));
  const items = new Map((await table.getMany(wantedOf(loaded, all, isSought))).map((item) => [item.sk, item]));

  const keys = new Map<string, KeyRecord>();
  const marks = new Map<string, Mark>();
  const holds = new Map<string, FiledHold>();
  const entries = new Map<number, Entry>();
  const read = segmentsIn(table, accountId);
  const pointedAt = new Set<number>();
  const asked = new Set<number>();
  for (const needs of all) {
    const { idempotencyKey, nowMs } = needs;
    if (idempotencyKey !== undefined) {
      const keyItem = items.get(keyKey(accountId, idempotencyKey).sk);
      const filed = keyItem === undefined ? undefined : decodeKey(keyItem);
      const isKnown = filed !== undefined && !isForgotten(filed, nowMs);
      if (isKnown) keys.set(idempotencyKey, unlessGivenUp(filed, withdrawn));
      // An expired item says nothing: its key may have been used since, without one.
      if (!isKnown && escrow?.watermark.newestMs !== undefined && isSought(idempotencyKey, nowMs)) {
        const entry = await recent.filedUnder(loaded, { idempotencyKey, nowMs, read });
        if (entry !== undefined) {
          entries.set(entry.seq, entry);
          keys.set(idempotencyKey, { kind: 'entry', fingerprint: entry.fingerprint ?? '', seq: entry.seq });
        }
      }
      if (!keys.has(idempotencyKey) && keyInLog(log, idempotencyKey, nowMs) === undefined) {
        const mayBe = mayBeGivenUp(idempotencyKey, withdrawn);
        if (mayBe !== undefined) keys.set(idempotencyKey, mayBe);
      }
      const record = keyInLog(log, idempotencyKey, nowMs) ?? (isKnown ? filed : undefined);
      if (record !== undefined) for (const seq of seqsIn(record)) pointedAt.add(seq);
    }
    const holdItem = needs.holdId === undefined ? undefined : items.get(holdKey(accountId, needs.holdId).sk);
    if (holdItem !== undefined && needs.holdId !== undefined) holds.set(needs.holdId, decodeFiledHold(holdItem));
    if (needs.entrySeq !== undefined) asked.add(needs.entrySeq);
    for (const mark of needs.marks ?? []) {
      const markItem = items.get(markKey(accountId, mark).sk);
      if (markItem === undefined) continue;
      const found = parse(storedMark, markItem, 'a mark');
      // What was taken back says nothing any more.
      if (withdrawnBy(withdrawn, found.seq) !== undefined) continue;
      marks.set(mark, found);
      pointedAt.add(found.seq);
    }
  }

  const lost = new Map<number, number>();
  let isOutdated = false;
  for (const seq of new Set([...pointedAt, ...asked])) {
    if (entryInLog(log, seq) !== undefined || entries.has(seq)) continue;
    if (withdrawnBy(withdrawn, seq) !== undefined) continue;
    const by = lostBy(withdrawn, seq);
    if (by !== undefined) {
      lost.set(seq, by);
      continue;
    }
    const entry = await filedEntry(table, accountId, seq);
    if (entry !== undefined) entries.set(seq, entry);
    // What an account forgets stands in a segment by then, and stays there.
    else if (seq <= log.filed.seq) throw new EntryCorrupt(seq, `entry ${seq} is in no segment`);
    else if (pointedAt.has(seq)) isOutdated = true;
  }
  return { keys, marks, entries, holds, lost, isOutdated };
}

type IsSought = (key: string, nowMs: number) => boolean;

/** The items to read: of keys that may have been filed, and of holds and marks that the log doesn't have. */
function wantedOf({ account: { accountId }, log }: LoadedAccount, all: readonly LookUp[], isSought: IsSought): Key[] {
  const wanted = new Map<string, Key>();
  const logged = holdsIn(log.entries);
  for (const { idempotencyKey, nowMs, marks = [], holdId } of all) {
    const want = (key: Key): unknown => wanted.set(key.sk, key);
    if (idempotencyKey !== undefined && isSought(idempotencyKey, nowMs)) want(keyKey(accountId, idempotencyKey));
    if (holdId !== undefined && !logged.has(holdId)) want(holdKey(accountId, holdId));
    for (const mark of marks) if (markInLog(log, mark) === undefined) want(markKey(accountId, mark));
  }
  return [...wanted.values()];
}

/** A record that names an entry which a repair took back, or gave up as lost. */
function unlessGivenUp(record: KeyRecord, withdrawn: Account['withdrawn']): KeyRecord {
  if (record.kind === 'given-up') return record;
  const [seq = 0] = seqsIn(record);
  const { fingerprint } = record.kind === 'entry' ? record : record.note;
  const back = withdrawnBy(withdrawn, seq);
  if (back !== undefined) return { kind: 'given-up', isLost: false, fingerprint, by: back };
  const by = lostBy(withdrawn, seq);
  return by === undefined ? record : { kind: 'given-up', isLost: true, fingerprint, by };
}

/**
 * A key that says when it was made may be that of an entry which nobody can read any more. Whoever asks by it is told so: what may
 * have been done isn't done once more.
 */
function mayBeGivenUp(idempotencyKey: string, withdrawn: Account['withdrawn'] = []): KeyRecord | undefined {
  const keyMs = keyTimeMs(idempotencyKey);
  if (keyMs === undefined) return undefined;
  const gone = withdrawn.find(
    ({ unreadMs }) => unreadMs !== undefined && unreadMs.from - nearMs <= keyMs && keyMs <= unreadMs.until + nearMs,
  );
  return gone && { kind: 'given-up', isLost: gone.isLost === true, by: gone.by };
}

function seqsIn(record: KeyRecord): readonly number[] {
  if (record.kind === 'given-up') return [];
  if (record.kind === 'entry') return [record.seq];
  return record.note.answer.kind === 'done-before' ? [record.note.answer.seq] : [];
}

function isForgotten(record: KeyRecord, nowMs: number): boolean {
  return record.kind === 'note' && forgottenAtMs(record.note) <= nowMs;
}

const storedMark = z.object({ seq: z.int(), content: z.string() });
