/** Segments of filed entries as they are read: as far as they are what was written, and why no further. */
import * as z from 'zod/mini';
import type { Unprovable } from '../domain/ledger/statement.ts';
import { type ReadRun, readRun } from './entry-text.ts';
import { unpacked } from './packed-text.ts';
import { parse } from './parse.ts';
import { EntryCorrupt, ItemCorrupt, type Range, type Table } from './table.ts';
import { accountPk, type Item } from './table-keys.ts';

const storedTexts = z.array(z.string()).check(z.minLength(1));
const storedSegment = z.object({
  sk: z.string(),
  previous: z.instanceof(Uint8Array),
  /** Texts, or their JSON packed. */
  entries: z.union([storedTexts, z.instanceof(Uint8Array)]),
  /** The first bytes of each entry's hash. A short name, since it is paid for with every segment. */
  c: z.optional(z.instanceof(Uint8Array)),
});

/** A part of a ledger that can't be told: an entry of it is missing, or isn't what was written, and those after it follow from that one. */
export type LedgerFault = Unprovable;

export interface Segment extends ReadRun {
  /** As its key names them. */
  readonly first: number;
  readonly last: number;
}

export async function segmentsOf(
  table: Table,
  accountId: string,
  range: Omit<Range, 'pk'>,
  most?: number,
): Promise<readonly Segment[]> {
  const items = await table.query({ pk: accountPk(accountId), ...range });
  return items.map((item) => readSegment(accountId, item, most));
}

/** Reads segments of one account: all of their entries, or the first so many. */
export type ReadSegments = (range: Omit<Range, 'pk'>, most?: number) => Promise<readonly Segment[]>;

/** Reads segments of an account, the same ones once: whoever asks for many keys of one moment comes by the same places again and again. */
export function segmentsIn(table: Table, accountId: string): ReadSegments {
  const known = new Map<string, Promise<readonly Segment[]>>();
  return (range, most) => {
    const asked = JSON.stringify([range, most]);
    const found = known.get(asked) ?? segmentsOf(table, accountId, range, most);
    known.set(asked, found);
    return found;
  };
}

/** The entries of a segment; the first of them alone where no more are wanted, as by who seeks a time. */
export function readSegment(accountId: string, item: Item, most?: number): Segment {
  const [, last = 0, first = 0] = item.sk.split('#').map(Number);
  try {
    const { previous, entries: said, c: checks } = parse(storedSegment, item, 'a segment');
    const texts = Array.isArray(said) ? said : parse(storedTexts, unpacked(said, 'a segment'), 'a segment');
    const start = { seq: first - 1, hash: Buffer.from(previous).toString('hex') };
    const run = readRun(accountId, { texts: texts.slice(0, most), start, checks });
    return { first, last, ...(most === undefined ? bounded(run, { first, last }) : run) };
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
    return { first, last, entries: [], fault: new EntryCorrupt(first, cause.message, { cause }) };
  }
}

/** A segment holds exactly what its key names: one more, and some entry stands in it twice. */
function bounded(run: ReadRun, { first, last }: Pick<Segment, 'first' | 'last'>): ReadRun {
  const { entries, fault } = run;
  if (fault !== undefined || entries.length === last - first + 1) return run;
  const kept = entries.slice(0, last - first + 1);
  const seq = entries.length > kept.length ? last : first + entries.length;
  const said =
    entries.length > kept.length ? 'more entries than its segment names' : 'fewer entries than its segment names';
  return { entries: kept.filter((entry) => entry.seq < seq), fault: new EntryCorrupt(seq, `entry ${seq}: ${said}`) };
}

/** Why an entry could not be read, and up to where none can. */
export function faultAt(
  segments: readonly Segment[],
  seq: number,
  last: number,
): LedgerFault & { readonly cause: EntryCorrupt } {
  const broken = segments.find(({ first, fault }) => fault !== undefined && first <= seq && fault.seq === seq);
  const [beyond] = segments.filter(({ first }) => first > seq).sort((a, b) => a.first - b.first);
  const cause = broken?.fault ?? new EntryCorrupt(seq, `entry ${seq} is in no segment`);
  const end = broken === undefined ? (beyond?.first ?? last + 1) - 1 : broken.last;
  return { first: seq, last: Math.max(seq, Math.min(end, last)), finding: cause.message, cause };
}

/** The same from above: a broken segment can be told up to its fault. */
export function faultDownAt(segments: readonly Segment[], seq: number): LedgerFault & { readonly cause: EntryCorrupt } {
  const broken = segments.find(
    ({ first, last, fault }) => fault !== undefined && first <= seq && last >= seq && fault.seq <= seq,
  );
  if (broken?.fault !== undefined)
    return { first: broken.fault.seq, last: seq, finding: broken.fault.message, cause: broken.fault };
  const below = Math.max(0, ...segments.map(({ last }) => last).filter((last) => last < seq));
  const cause = new EntryCorrupt(seq, `entry ${seq} is in no segment`);
  return { first: below + 1, last: seq, finding: cause.message, cause };
}
