/// <reference types="zod-openapi" />
/** A whole line of the ledger, with the hash that seals it, and a page of them. */
import * as z from 'zod/mini';
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
        'One immutable line of the ledger. `hash` is the SHA-256 of the canonical JSON (sorted members, no white space) of all its other members.',
    }),
  );

export const ledgerPage = z.strictObject({ entries: z.array(shownEntry), nextCursor, ...proved });

export function ledgerPageJson({
  entries,
  nextCursor,
  ...of
}: {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
} & Parameters<typeof provedJson>[0]): AnswerOf<typeof ledgerPage> {
  return { entries: entries.map(entryJson), nextCursor, ...provedJson(of) };
}

/** A whole entry, with the hash that seals it. */
export function entryJson(entry: Entry): AnswerOf<typeof shownEntry> {
  return { ...publicEntry(entry), hash: entry.hash };
}
