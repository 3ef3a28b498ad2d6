/** Reads which entries of a ledger stand in segments of the table, and files those that don't. */
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { emptyLog } from '../../shared/storage/account-item.ts';
import { fileSegment, segmentItem } from '../../shared/storage/segment.ts';
import { readSegment, type Segment } from '../../shared/storage/segments.ts';
import type { Table } from '../../shared/storage/table.ts';
import { accountPk, keyKey, segmentsEnd, segmentsStart } from '../../shared/storage/table-keys.ts';

export interface FiledLedger {
  /** Those that can be read, by hash. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Segments that can't be read to their end. */
  readonly damaged: readonly Segment[];
}

const segmentsPage = 200;
const pagesMax = 1_000_000;
/** About as many as the service files together. */
const entriesMax = 14;

export async function readFiled(table: Table, accountId: string): Promise<FiledLedger> {
  const entries = new Map<string, Entry>();
  const damaged: Segment[] = [];
  let from: string = segmentsStart;
  for (let page = 0; page < pagesMax; page += 1) {
    const range = { from, to: segmentsEnd, order: 'ascending', limit: segmentsPage } as const;
    const items = await table.query({ pk: accountPk(accountId), ...range });
    for (const item of items) {
      const segment = readSegment(accountId, item);
      for (const entry of segment.entries) entries.set(entry.hash, entry);
      if (segment.fault !== undefined) damaged.push(segment);
    }
    const last = items.at(-1);
    if (last === undefined || items.length < segmentsPage) return { entries, damaged };
    from = `${last.sk} `;
  }
  return { entries, damaged };
}

export interface MissingEntries {
  readonly accountId: string;
  readonly filed: FiledLedger;
  /** Entries in order that the missing ones are of, each with those around it. */
  readonly chain: readonly Entry[];
  readonly missing: readonly Entry[];
}

/** Files entries where they are missing, and a segment that can't be read anew, under its own name. */
export async function fileMissing(table: Table, { accountId, filed, chain, missing }: MissingEntries): Promise<void> {
  const lost = new Set(missing.map(({ hash }) => hash));
  for (const { first, last } of filed.damaged) {
    const held = chain.filter(({ seq }) => seq >= first && seq <= last);
    if (held.length !== last - first + 1 || !held.some(({ hash }) => lost.has(hash))) continue;
    const item = segmentItem(accountId, logOf(held));
    if (item !== undefined) await table.putMany([item]);
    for (const { hash } of held) lost.delete(hash);
  }
  for (const run of runsOf(missing.filter(({ hash }) => lost.has(hash))))
    await fileSegment(table, accountId, logOf(run));
}

/** The keys of entries, as items of their own. */
export async function fileKeys(table: Table, accountId: string, entries: readonly Entry[]): Promise<void> {
  await table.putMany(
    entries.flatMap(({ seq, idempotencyKey, fingerprint }) =>
      idempotencyKey === undefined ? [] : [{ ...keyKey(accountId, idempotencyKey), seq, fingerprint }],
    ),
  );
}

function logOf(entries: readonly Entry[]) {
  const [first] = entries;
  if (first === undefined) return emptyLog;
  return { ...emptyLog, filed: { seq: first.seq - 1, hash: first.previousHash }, entries };
}

/** Entries whose numbers follow one another, as many as make a segment. */
function runsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const open = runs.at(-1);
    if (
      open !== undefined &&
      open.length < entriesMax &&
      open.at(-1)?.hash === entry.previousHash &&
      open.at(-1)?.seq === entry.seq - 1
    )
      open.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
