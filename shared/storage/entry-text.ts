/**
 * How entries are kept: one compact JSON text each. What follows from the text before it (in the log, or in the segment)
 * is left out, see `entry-delta.ts`; seq, hashes and the balance before follow from the position in the chain. So a typical
 * debit costs about a tenth of a write unit in its segment, and remains readable in the console.
 */
import * as z from 'zod/mini';
import type { Balance } from '../domain/account/account.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';
import type { Dimensions } from '../domain/catalogue/rate-card.ts';
import { type Entry, entryFrom, entryTypes, type SomeMembers, type UnsealedEntry } from '../domain/ledger/entry.ts';
import type { EntryMembers, MemberName } from '../domain/ledger/members.ts';
import { hashOf } from '../domain/ledger/record.ts';
import { deltaOf, type Expectable, undelta } from './entry-delta.ts';
import { type StoredMember, storedMembers, storedNames } from './entry-members.ts';
import { storedLines } from './lines-text.ts';
import { parse } from './parse.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { whole } from './stored-parts.ts';
import { EntryCorrupt, ItemCorrupt } from './table.ts';

/** Where a run of entries starts: the entry before it. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

/** The stored members of every entry. Short names, since every one is stored with every entry. */
const storedEntry = z.object({
  /** type */ t: z.enum(entryTypes),
  /** at */ a: whole,
  /** credits */ c: whole,
  /** slices; a grant id alone when it paid all */ s: z.union([z.string(), z.array(slice)]),
  /** caller */ w: z.string(),
  /** cycle */ x: whole,
  /** before, of the first in a run */ b: z.optional(whole),
  /** after: available, and held, overrun, debt and what waits unless all are zero */ v: z.union([
    whole,
    z.tuple([whole, whole, whole]),
    z.tuple([whole, whole, whole, whole]),
    z.tuple([whole, whole, whole, whole, whole]),
  ]),
  /** lines, which are reckoned with before the members are read */ l: z.optional(storedLines),
});
type StoredEntry = z.infer<typeof storedEntry>;
/** The stored text of an entry: the members that every entry has, and its members under their letters. */
type Text = StoredEntry & Readonly<Record<string, unknown>>;

const letters: ReadonlySet<string> = new Set([
  ...Object.keys(storedEntry.shape),
  ...storedNames.map((name) => storedMembers[name].letter),
]);

/** Letters and no other names, whatever is under them. */
const lettersOnly = z.strictObject(Object.fromEntries([...letters].map((letter) => [letter, z.optional(z.unknown())])));

const storedObject = z.record(z.string(), z.unknown());

/** The texts of a run of entries, each written relative to the one before it; `previous` is the entry that the first follows in the same run. */
export function encodeEntries(entries: readonly Entry[], previous?: Entry): readonly string[] {
  let before = previous === undefined ? undefined : toStored(previous, true);
  return entries.map((entry) => {
    const current = toStored(entry, before !== undefined);
    const text = JSON.stringify(deltaOf(current, before ?? startOf(current.b)));
    before = { ...current, b: undefined };
    return text;
  });
}

/** A run of entries as it is stored. */
export interface StoredRun {
  readonly texts: readonly string[];
  /** The entry before the first. */
  readonly start: ChainPoint;
  /** The first bytes of each entry's hash; none of runs that were written before they were kept. */
  readonly checks?: Uint8Array | undefined;
}

/** Bytes of each hash that are kept beside a run: they only have to tell which entry was altered; that one was, the chain tells. */
const checkBytes = 4;

/** The bytes that are kept beside a run, to name the very entry that is not as it was written. */
export function checksOf(entries: readonly Entry[]): Uint8Array {
  return Buffer.concat(entries.map(({ hash }) => Buffer.from(hash.slice(0, 2 * checkBytes), 'hex')));
}

/** The entries that could be read of a run, and why no more. */
export interface ReadRun {
  readonly entries: readonly Entry[];
  readonly fault?: EntryCorrupt;
}

/** The entries of a run, sealed again: their hashes are computed from the chain, so a changed text shows in the last one. */
export function decodeEntries(accountId: string, texts: readonly string[], start: ChainPoint): readonly Entry[] {
  const { entries, fault } = readRun(accountId, { texts, start });
  if (fault !== undefined) throw fault;
  return entries;
}

/** As many entries of a run as are what was written: each is told by the one before it, so none after the first fault. */
export function readRun(accountId: string, { texts, start, checks }: StoredRun): ReadRun {
  const entries: Entry[] = [];
  const known = Buffer.from(checks ?? []);
  let place: RunPlace = { ...start };
  for (const [index, text] of texts.entries()) {
    const seq = place.seq + 1;
    try {
      const { entry, next } = decodeNext(accountId, text, place);
      const check = known.subarray(index * checkBytes, (index + 1) * checkBytes).toString('hex');
      if (!entry.hash.startsWith(check)) throw new EntryCorrupt(seq, `entry ${seq} is not as it was written`);
      entries.push(entry);
      place = next;
    } catch (cause) {
      if (!(cause instanceof ItemCorrupt)) throw cause;
      return { entries, fault: named(cause, seq) };
    }
  }
  return { entries };
}

/** Some messages name the entry already. */
function named(cause: ItemCorrupt, seq: number): EntryCorrupt {
  return cause instanceof EntryCorrupt ? cause : new EntryCorrupt(seq, cause.message, { cause: cause.cause ?? cause });
}

/** Where a run has come to. */
interface RunPlace extends ChainPoint {
  readonly previous?: Text;
  readonly available?: Microcredits;
}

function decodeNext(accountId: string, text: string, { seq: last, hash, previous, available }: RunPlace) {
  const seq = last + 1;
  const said = parse(storedObject, text, "an entry's text");
  const what = `entry ${seq}`;
  const whole = wholeText(undelta(said, previous ?? startOf(said['b'])), what);
  const before = available ?? beforeFirst(whole, what);
  const unsealed = fromStored(whole, { accountId, seq, before, previousHash: hash }, what);
  const entry: Entry = { ...unsealed, hash: hashOf(unsealed) };
  const next: RunPlace = {
    seq,
    hash: entry.hash,
    previous: { ...whole, b: undefined },
    available: entry.after.available,
  };
  return { entry, next };
}

/** The expectations that a run begins with: nothing but the balance before it. */
function startOf(before: unknown): Expectable {
  return { t: '', c: Number.NaN, v: Number(before) };
}

function beforeFirst({ b }: StoredEntry, what: string): Microcredits {
  if (b === undefined) throw new ItemCorrupt(`${what} is the first of its run and lacks the balance before it`);
  return microcredits(b);
}

function wholeText(members: Readonly<Record<string, unknown>>, what: string): Text {
  if (Object.keys(members).some((letter) => !letters.has(letter))) parse(lettersOnly, members, what);
  return { ...members, ...parse(storedEntry, members, what) };
}

function toStored(entry: Entry, isContinued: boolean): Text {
  const text: Record<string, unknown> & StoredEntry = {
    t: entry.type,
    a: entry.atMs,
    c: entry.credits,
    s: storedSlices(entry),
    w: entry.caller,
    x: entry.cycle,
    b: isContinued ? undefined : entry.before,
    v: storedBalance(entry.after),
  };
  for (const name of storedNames) text[storedMembers[name].letter] = storedMember(entry, name);
  return text;
}

/** The rows by their members, so that a value and what stores it are known to belong together. */
const rows: { readonly [K in MemberName]: StoredMember<EntryMembers[K]> } = storedMembers;

function storedMember<K extends MemberName>(
  entry: { readonly [N in K]?: EntryMembers[N] | undefined },
  name: K,
): unknown {
  const value = entry[name];
  return value === undefined ? undefined : rows[name].store(value);
}

function storedBalance({ available, held, overrun, debt, waiting }: Balance): StoredEntry['v'] {
  if (waiting !== undefined) return [available, held, overrun, debt, waiting];
  if (debt !== 0) return [available, held, overrun, debt];
  return held === 0 && overrun === 0 ? available : [available, held, overrun];
}

function storedSlices({ slices, credits }: Entry): StoredEntry['s'] {
  const [only] = slices;
  if (slices.length === 1 && only?.credits === credits && !only.forfeited) return only.grantId;
  return slices.map(toStoredSlice);
}

type ChainPosition = Pick<Entry, 'accountId' | 'seq' | 'before' | 'previousHash'>;

function fromStored(text: Text, position: ChainPosition, what: string): UnsealedEntry {
  const [available, held = 0, overrun = 0, debt = 0, waiting = 0] = typeof text.v === 'number' ? [text.v] : text.v;
  const core = {
    ...position,
    type: text.t,
    atMs: text.a,
    credits: microcredits(text.c),
    slices: typeof text.s === 'string' ? [{ grantId: text.s, credits: microcredits(text.c) }] : text.s.map(toSlice),
    caller: text.w,
    cycle: text.x,
    after: {
      available: microcredits(available),
      held: microcredits(held),
      overrun: microcredits(overrun),
      debt: microcredits(debt),
      ...(waiting === 0 ? {} : { waiting: microcredits(waiting) }),
    },
  };
  const entry = entryFrom(core, readMembers(text, what));
  if (entry === undefined) throw new ItemCorrupt(`${what} has not the members of its type`);
  return entry;
}

function readMembers(text: Text, what: string): SomeMembers {
  const told: { -readonly [K in MemberName]?: EntryMembers[K] } = {};
  for (const name of storedNames) readMember(text, name, told, what);
  return told;
}

/** Dimensions come before what they belong to. */
function readMember<K extends MemberName>(
  text: Text,
  name: K,
  told: { [N in K]?: EntryMembers[N] } & { readonly dimensions?: Dimensions },
  what: string,
): void {
  const { letter, read } = rows[name];
  const storedEntry = text[letter];
  if (storedEntry === undefined) return;
  const found = read(storedEntry, { dimensions: told.dimensions });
  if ('issue' in found)
    throw new ItemCorrupt(`${what} is not one: ${found.issue.issues[0]?.code ?? 'invalid'} at ${letter}`, {
      cause: found.issue,
    });
  told[name] = found.value;
}
