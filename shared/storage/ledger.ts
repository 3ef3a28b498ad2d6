/**
 * Reading a ledger: W3, *account first, then the side item*. The account's log is read before the segments, so an
 * entry that is filed in between is found in both, never in neither; doubles are dropped by seq.
 */
import * as z from 'zod/mini';
import type { Entry } from '../domain/ledger/entry.ts';
import { decodeEntries } from './entry-text.ts';
import { isNear, keyTimeMs, nearMs } from './ordered-key.ts';
import { parse } from './parse.ts';
import { ItemCorrupt, type Range, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountPk, segmentsEnd, segmentsFrom, segmentsStart } from './table-keys.ts';

/** Segments that one query asks for. */
const segmentsPage = 50;

const storedSegment = z.object({
  sk: z.string(),
  previous: z.instanceof(Uint8Array),
  entries: z.array(z.string()).check(z.minLength(1)),
});

/** A filed entry by its number; undefined if there is none. Ask the log first. */
export async function filedEntry(table: Table, accountId: string, seq: number): Promise<Entry | undefined> {
  const [segment = []] = await segmentsOf(table, accountId, {
    from: segmentsFrom(seq),
    to: segmentsEnd,
    order: 'ascending',
    limit: 1,
  });
  return segment.find((entry) => entry.seq === seq);
}

/** Filed entries from `seq` up to `last`, in order, each once. */
export async function* filedUpFrom(table: Table, accountId: string, seq: number, last: number): AsyncGenerator<Entry> {
  let next = seq;
  while (next <= last) {
    const range = { from: segmentsFrom(next), to: segmentsEnd, order: 'ascending', limit: segmentsPage } as const;
    const segments = await segmentsOf(table, accountId, range);
    const wanted = next;
    for (const entry of segments.flat()) {
      if (entry.seq < next || entry.seq > last) continue;
      if (entry.seq > next) break;
      yield entry;
      next += 1;
    }
    if (next === wanted) throw new ItemCorrupt(`entry ${next} is in no segment`);
  }
}

/** Filed entries from `seq` down to 1, each once. */
export async function* filedDownFrom(table: Table, accountId: string, seq: number): AsyncGenerator<Entry> {
  let next = seq;
  // The segment that holds `seq` may end above it; those below follow by their last entry.
  const around = { from: segmentsFrom(seq), to: segmentsEnd, order: 'ascending', limit: 1 } as const;
  let segments = await segmentsOf(table, accountId, around);
  while (segments.length > 0) {
    for (const entry of segments.flatMap((segment) => segment.toReversed())) {
      if (entry.seq > next) continue;
      if (entry.seq < next) throw new ItemCorrupt(`entry ${next} is in no segment`);
      yield entry;
      next -= 1;
    }
    const below = {
      from: segmentsStart,
      to: segmentsFrom(next + 1),
      order: 'descending',
      limit: segmentsPage,
    } as const;
    segments = next > 0 ? await segmentsOf(table, accountId, below) : [];
  }
  if (next > 0) throw new ItemCorrupt(`entry ${next} is in no segment`);
}

/** The filed entry of a key that says when it was made, was used near that time, and has no item of its own. */
export async function filedUnder(
  table: Table,
  { accountId, idempotencyKey, filedSeq }: { accountId: string; idempotencyKey: string; filedSeq: number },
): Promise<Entry | undefined> {
  const keyMs = keyTimeMs(idempotencyKey);
  if (keyMs === undefined || filedSeq === 0) return undefined;
  const last = await lastBy(table, accountId, { untilMs: keyMs + nearMs, filedSeq });
  for await (const entry of filedDownFrom(table, accountId, last)) {
    if (entry.idempotencyKey === idempotencyKey && isNear(keyMs, entry.atMs)) return entry;
    if (entry.atMs < keyMs - nearMs) return undefined;
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
  table: Table,
  accountId: string,
  { untilMs, filedSeq }: { readonly untilMs: number; readonly filedSeq: number },
): Promise<number> {
  const firstAround = async (seq: number): Promise<Entry> => {
    const range = { from: segmentsFrom(seq), to: segmentsEnd, order: 'ascending', limit: 1 } as const;
    const [first] = (await segmentsOf(table, accountId, range)).flat();
    if (first === undefined || first.seq > seq) throw new ItemCorrupt(`entry ${seq} is in no segment`);
    return first;
  };
  let [low, high] = [0, filedSeq];
  for (let distance = 0; low === 0; distance = 4 * distance + 1) {
    const at = Math.max(1, filedSeq - distance);
    const first = await firstAround(at);
    if (first.atMs <= untilMs) low = at;
    else if (first.seq === 1) return 0;
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

async function segmentsOf(
  table: Table,
  accountId: string,
  range: Omit<Range, 'pk'>,
): Promise<readonly (readonly Entry[])[]> {
  const items = await table.query({ pk: accountPk(accountId), ...range });
  return items.map((item) => decodeSegment(accountId, item));
}

function decodeSegment(accountId: string, item: Item): readonly Entry[] {
  const { sk, previous, entries } = parse(storedSegment, item, 'a segment');
  const firstSeq = Number(sk.split('#')[2]);
  return decodeEntries(accountId, entries, { seq: firstSeq - 1, hash: Buffer.from(previous).toString('hex') });
}
