/**
 * Reading a ledger: W3, *account first, then the side item*. The account's log is read before the segments, so an
 * entry that is filed in between is found in both, never in neither; doubles are dropped by seq.
 */
import type { SeqRange } from '../domain/account/withdrawn.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { isNear, keyTimeMs, nearMs } from './ordered-key.ts';
import { faultAt, faultDownAt, type LedgerFault, type ReadSegments, segmentsOf } from './segments.ts';
import { ItemCorrupt, type Range, type Table } from './table.ts';
import { accountPk, segmentsEnd, segmentsFrom, segmentsStart } from './table-keys.ts';

/** Segments that one query asks for. */
const segmentsPage = 50;
/** Whoever seeks a key mostly needs few: a query asks for so many times as many as the one before. */
const growth = 4;

/** Filed entries that are asked for. */
export interface FiledRange {
  readonly accountId: string;
  /** Where to begin. */
  readonly seq: number;
  /** Is told what can't be read, which is then passed over. Without it, the first fault is thrown. */
  readonly onFault?: ((fault: LedgerFault) => void) | undefined;
}

/** A filed entry by its number; undefined if there is none. Ask the log first. */
export async function filedEntry(table: Table, accountId: string, seq: number): Promise<Entry | undefined> {
  const [segment] = await segmentsOf(table, accountId, around(seq));
  const entry = segment?.entries.find((each) => each.seq === seq);
  if (entry === undefined && segment?.fault !== undefined && segment.first <= seq) throw segment.fault;
  return entry;
}

/** Filed entries from `seq` up to `last`, in order, each once. */
export async function* filedUpFrom(
  table: Table,
  { accountId, seq, onFault }: FiledRange,
  last: number,
): AsyncGenerator<Entry> {
  let next = seq;
  while (next <= last) {
    const range = { from: segmentsFrom(next), to: segmentsEnd, order: 'ascending', limit: segmentsPage } as const;
    const segments = await segmentsOf(table, accountId, range);
    const wanted = next;
    for (const entry of segments.flatMap(({ entries }) => entries)) {
      if (entry.seq !== next || next > last) continue;
      yield entry;
      next += 1;
    }
    if (next > last || (next > wanted && segments.length === segmentsPage)) continue;
    const fault = faultAt(segments, next, last);
    if (onFault === undefined) throw fault.cause;
    onFault(told(fault));
    next = fault.last + 1;
  }
}

/** Filed entries from `seq` down to `first`, each once. */
export function filedDownFrom(table: Table, range: FiledRange, first = 1): AsyncGenerator<Entry> {
  return downFrom((asked) => segmentsOf(table, range.accountId, asked), range, first);
}

async function* downFrom(
  read: ReadSegments,
  { seq, onFault }: Omit<FiledRange, 'accountId'>,
  first: number,
  page = segmentsPage,
): AsyncGenerator<Entry> {
  let next = seq;
  // The segment that holds `seq` may end above it; those below follow by their last entry.
  let isAround = true;
  let most = page;
  while (next >= first) {
    const segments = await read(isAround ? around(next) : below(next, most));
    most = Math.min(segmentsPage, growth * most);
    const wanted = next;
    for (const entry of segments.flatMap(({ entries }) => entries.toReversed())) {
      if (entry.seq !== next || next < first) continue;
      yield entry;
      next -= 1;
    }
    isAround = false;
    if (next < first || next < wanted) continue;
    const fault = faultDownAt([...segments, ...(await read(below(next, segmentsPage)))], next);
    if (onFault === undefined) throw fault.cause;
    onFault(told(fault));
    next = fault.first - 1;
    isAround = true;
  }
}

/** The last entry that any segment names. */
export async function lastFiled(table: Table, accountId: string): Promise<number> {
  const range = { from: segmentsStart, to: segmentsEnd, order: 'descending', limit: 1 } as const;
  const [item] = await table.query({ pk: accountPk(accountId), ...range });
  return item === undefined ? 0 : Number(item.sk.split('#')[1]);
}

function around(seq: number): Omit<Range, 'pk'> {
  return { from: segmentsFrom(seq), to: segmentsEnd, order: 'ascending', limit: 1 };
}

function below(seq: number, limit: number): Omit<Range, 'pk'> {
  return { from: segmentsStart, to: segmentsFrom(seq + 1), order: 'descending', limit };
}

/** Without what only logs are for. */
function told({ first, last, finding }: LedgerFault): LedgerFault {
  return { first, last, finding };
}

/** The filed entry of a key that says when it was made, was used near that time, and has no item of its own, among the parts that can be read, in order. */
export async function filedUnder(
  read: ReadSegments,
  idempotencyKey: string,
  parts: readonly SeqRange[],
): Promise<Entry | undefined> {
  const keyMs = keyTimeMs(idempotencyKey);
  if (keyMs === undefined) return undefined;
  for (const part of parts.toReversed()) {
    const seq = await lastBy(read, { untilMs: keyMs + nearMs, ...part });
    for await (const entry of downFrom(read, { seq }, part.first, 1)) {
      if (entry.idempotencyKey === idempotencyKey && isNear(keyMs, entry.atMs)) return entry;
      if (entry.atMs < keyMs - nearMs) return undefined;
    }
  }
  return undefined;
}

/** Entries that it is no use to look between any closer. */
const closeEnough = 100;

/**
 * The number of an entry that no other which was made by then lies after, by far. Times never go back in a ledger, and what is
 * recent is asked for most: so it is sought from the newest end, ever further back, and then in between.
 */
async function lastBy(
  read: ReadSegments,
  { untilMs, first: lowest, last: filedSeq }: SeqRange & { readonly untilMs: number },
): Promise<number> {
  const firstAround = async (seq: number): Promise<Entry> => {
    const [first] = (await read(around(seq), 1)).flatMap(({ entries }) => entries);
    if (first === undefined || first.seq > seq) throw new ItemCorrupt(`entry ${seq} is in no segment`);
    return first;
  };
  let [low, high] = [lowest - 1, filedSeq];
  for (let distance = 0; low < lowest; distance = 4 * distance + 1) {
    const at = Math.max(lowest, filedSeq - distance);
    const first = await firstAround(at);
    if (first.atMs <= untilMs) low = at;
    else if (first.seq <= lowest) return lowest - 1;
    else high = Math.min(high, first.seq - 1);
  }
  while (high - low > closeEnough) {
    const at = Math.ceil((low + high) / 2);
    const first = await firstAround(at);
    if (first.atMs <= untilMs) low = at;
    else high = Math.min(high, first.seq - 1);
  }
  return high;
}
