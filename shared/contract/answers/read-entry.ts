/** Reads entries as the API shows them back into the domain's terms, for whoever wants to check a ledger from outside. */
import * as z from 'zod/mini';
import { noCredits } from '../../domain/amount.ts';
import { type Entry, entryFrom, entryTypes } from '../../domain/ledger/entry.ts';
import { type EntryMembers, type MemberName, memberNames, members } from '../../domain/ledger/members.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { wireMembers } from './entry-members.ts';
import { credits, instant, slice, text } from './read-parts.ts';

/** The longest text of a number that a double surely carries: fifteen digits and a point. Every amount of credits is. */
const doubleLengthMax = 16;

/** Parses a ledger page's text: longer numbers by their source, so that quantities keep all their digits. */
export function readLedgerPage(text: string): {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
  readonly unprovable?: readonly Unprovable[];
} {
  const json = JSON.parse(text, (_name, value, { source }) =>
    typeof value === 'number' && source !== undefined && source.length > doubleLengthMax ? JSON.rawJSON(source) : value,
  );
  return page.parse(json);
}

const core = z.object({
  accountId: text,
  seq: z.int(),
  type: z.enum(entryTypes),
  at: instant,
  credits,
  cycle: z.int(),
  slices: z.array(slice),
  before: credits,
  after: z.object({
    available: credits,
    held: credits,
    overrun: credits,
    debt: z._default(credits, noCredits),
    waiting: z.exactOptional(credits),
  }),
  caller: text,
  previousHash: text,
  hash: text,
});

/** The rows by their members, so that a value and what reads it are known to belong together. */
const rows: { readonly [K in MemberName]: { readonly read: z.ZodMiniType<EntryMembers[K]> } } = wireMembers;

const entry = z.pipe(
  z.looseObject({}),
  z.transform((shown: Readonly<Record<string, unknown>>, context): Entry => {
    const { at, hash, ...rest } = core.parse(shown);
    const told: { -readonly [K in MemberName]?: EntryMembers[K] } = {};
    for (const name of memberNames) readMember(shown, name, told);
    const read = entryFrom({ ...rest, atMs: at }, told);
    if (read !== undefined) return { ...read, hash };
    context.issues.push({ code: 'custom', message: `not the members of a ${rest.type}`, input: shown });
    return z.NEVER;
  }),
);

function readMember<K extends MemberName>(
  shown: Readonly<Record<string, unknown>>,
  name: K,
  told: { [N in K]?: EntryMembers[N] },
): void {
  const value = shown[members[name].name];
  if (value !== undefined) told[name] = rows[name].read.parse(value);
}

const page = z.object({
  entries: z.array(entry),
  nextCursor: z.exactOptional(text),
  unprovable: z.exactOptional(z.array(z.object({ first: z.int(), last: z.int(), finding: text }))),
});
