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
import { type StoredMember, storedLines, storedMembers, storedNames } from './entry-members.ts';
import { parse } from './parse.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { ItemCorrupt } from './table.ts';

/** Where a run of entries starts: the entry before it. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

const whole = z.int();
/** The stored members of every entry. Short names, since every one is stored with every entry. */
const storedEntry = z.object({
  /** type */ t: z.enum(entryTypes),
  /** at */ a: whole,
  /** credits */ c: whole,
  /** slices; a grant id alone when it paid all */ s: z.union([z.string(), z.array(slice)]),
  /** caller */ w: z.string(),
  /** cycle */ x: whole,
  /** before, of the first in a run */ b: z.optional(whole),
  /** after: available, and held, overrun and debt unless all are zero */ v: z.union([
    whole,
    z.tuple([whole, whole, whole]),
    z.tuple([whole, whole, whole, whole]),
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

/** The entries of a run, sealed again: their hashes are computed from the chain, so a changed text shows in the last one. */
export function decodeEntries(accountId: string, texts: readonly string[], start: ChainPoint): readonly Entry[] {
  const entries: Entry[] = [];
  let previous: Text | undefined;
  let available: Microcredits | undefined;
  let { seq, hash } = start;
  for (const text of texts) {
    const said = parse(storedObject, text, "an entry's text");
    const what = `entry ${seq + 1}`;
    const whole = wholeText(undelta(said, previous ?? startOf(said['b'])), what);
    const before = available ?? beforeFirst(whole, what);
    const unsealed = fromStored(whole, { accountId, seq: seq + 1, before, previousHash: hash }, what);
    const entry: Entry = { ...unsealed, hash: hashOf(unsealed) };
    entries.push(entry);
    ({ seq, hash } = entry);
    available = entry.after.available;
    previous = { ...whole, b: undefined };
  }
  return entries;
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

function storedBalance({ available, held, overrun, debt }: Balance): StoredEntry['v'] {
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
  const [available, held = 0, overrun = 0, debt = 0] = typeof text.v === 'number' ? [text.v] : text.v;
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
