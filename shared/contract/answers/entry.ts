/// <reference types="zod-openapi" />
/** A whole line of the ledger, with the hash that seals it, and a page of them. */
import * as z from 'zod/mini';
import { holdDecisions } from '../../domain/account/hold.ts';
import { type Entry, entryTypes } from '../../domain/ledger/entry.ts';
import { publicEntry } from '../../domain/ledger/public-form.ts';
import { category, credits, hash, instant, nextCursor, seq, text, whole } from './answer-parts.ts';
import { autoTopUp } from './auto-top-up.ts';
import { balance } from './balance.ts';
import { line, slice } from './entry-parts.ts';
import { hold } from './hold.ts';
import { limitScope } from './limit.ts';
import { standingMembers } from './standing-usage.ts';

type Json = Record<string, unknown>;

const kept = z
  .strictObject({ ...standingMembers, from: instant, until: instant, rateCard: text, credits })
  .check(z.meta({ id: 'Kept', description: 'What was kept at one price from one instant to another.' }));

export const entryMembers = {
  accountId: text,
  seq,
  type: z.enum(entryTypes),
  at: instant,
  credits,
  category: z.optional(category),
  dimensions: z.optional(z.record(z.string(), z.string())),
  occurredAt: z.optional(instant),
  expiresAt: z.optional(instant),
  packId: z.optional(text),
  paymentId: z.optional(text),
  planId: z.optional(text),
  effectiveAt: z.optional(instant.check(z.meta({ description: 'Of a plan change that waits for the boundary.' }))),
  reverses: z.optional(seq),
  uncovered: z.optional(credits.check(z.meta({ description: 'The part that no grant paid: overrun, or debt.' }))),
  repaidDebt: z.optional(credits.check(z.meta({ description: 'The part of a grant that repaid debt.' }))),
  repaidOverrun: z.optional(credits.check(z.meta({ description: 'The part of a grant that repaid overrun.' }))),
  uncoveredBefore: z.optional(credits.check(z.meta({ description: 'Overrun of its hold that was counted before.' }))),
  returned: z.optional(z.array(slice).check(z.meta({ description: 'What was set aside and is given back.' }))),
  decision: z.optional(z.enum(holdDecisions)),
  late: z.optional(z.literal(true).check(z.meta({ description: 'Charged after its hold had expired.' }))),
  limit: z.optional(
    z
      .strictObject({ ...limitScope, credits: z.optional(credits) })
      .check(z.meta({ description: 'A spending limit from now on; without credits it is gone.' })),
  ),
  kept: z.optional(z.array(kept)),
  standing: z.optional(
    z.strictObject(standingMembers).check(z.meta({ description: 'What is kept from now on; zero ends it.' })),
  ),
  autoTopUp: z.optional(autoTopUp),
  reason: z.optional(text),
  actor: z.optional(text),
};

export const entry = z
  .strictObject({
    ...entryMembers,
    cycle: whole,
    slices: z.array(slice),
    lines: z.optional(z.array(line)),
    rateCard: z.optional(text),
    hold: z.optional(hold),
    cycleStart: z.optional(instant),
    cycleAnchor: z.optional(instant),
    timeZone: z.optional(text),
    before: credits,
    after: balance,
    caller: text,
    idempotencyKey: z.optional(text),
    fingerprint: z.optional(text),
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

export const ledgerPage = z.strictObject({ entries: z.array(entry), nextCursor });

export function ledgerPageJson({
  entries,
  nextCursor,
}: {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}): Json {
  return { entries: entries.map(entryJson), nextCursor };
}

/** A whole entry, with the hash that seals it. */
export function entryJson(entry: Entry): Json {
  return { ...publicEntry(entry), hash: entry.hash };
}
