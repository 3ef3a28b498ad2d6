/// <reference types="zod-openapi" />
/** A whole line of the ledger, with the hash that seals it, and a page of them. */
import * as z from 'zod/mini';
import type { WithdrawnRange } from '../../domain/account/withdrawn.ts';
import { type Entry, entryTypes } from '../../domain/ledger/entry.ts';
import { publicEntry } from '../../domain/ledger/public-entry.ts';
import { type AnswerOf, credits, hash, instant, nextCursor, seq, text, whole } from './answer-parts.ts';
import { balance } from './balance.ts';
import { shownMembers } from './entry-members.ts';
import { slice } from './entry-parts.ts';
import { proved, provedJson } from './quarantine.ts';

/** The members that every entry begins with, whatever its type. */
export const entryHead = { accountId: text, seq, type: z.enum(entryTypes), at: instant, credits };

export const shownEntry = z
  .strictObject({
    ...entryHead,
    cycle: whole,
    slices: z.array(slice),
    ...shownMembers,
    before: credits,
    after: balance,
    caller: text,
    previousHash: hash,
    hash,
  })
  .check(
    z.meta({
      id: 'Entry',
      description:
        'One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON, in UTF-8, of all its other members: sorted by the UTF-16 code units of their names, no white space, texts and numbers as RFC 8785 writes them. A number of more than 15 digits, as a quantity may be, goes in with exactly the digits of this answer, never rounded to a double: read it by its text.',
    }),
  );

export const ledgerPage = z.strictObject({
  entries: z.array(shownEntry),
  nextCursor,
  withdrawn: z.optional(
    z.array(z.strictObject({ first: seq, last: seq, by: seq })).check(
      z.meta({
        description:
          'Entries that repairs took back: they count for nothing, and are shown where they are asked for alone. Left out where there are none.',
      }),
    ),
  ),
  ...proved,
});

export function ledgerPageJson({
  entries,
  nextCursor,
  withdrawn,
  ...of
}: {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
  readonly withdrawn?: readonly WithdrawnRange[];
} & Parameters<typeof provedJson>[0]): AnswerOf<typeof ledgerPage> {
  return {
    entries: entries.map(entryJson),
    nextCursor,
    withdrawn: withdrawn?.map(({ first, last, by }) => ({ first, last, by })),
    ...provedJson(of),
  };
}

/** A whole entry, with the hash that seals it. */
export function entryJson(entry: Entry): AnswerOf<typeof shownEntry> {
  return { ...publicEntry(entry), hash: entry.hash };
}
