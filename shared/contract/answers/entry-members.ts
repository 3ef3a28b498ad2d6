/// <reference types="zod-openapi" />
/**
 * How each member of an entry crosses the wire: one row a member, with the schema of its JSON, what reads that back, and
 * its column. Its name and how it shows stand in `domain/ledger/members.ts`. A row that is missing doesn't
 * compile.
 */
import * as z from 'zod/mini';
import { holdDecisions } from '../../domain/account/hold.ts';
import { categories } from '../../domain/catalogue/rate-card.ts';
import {
  type EntryMembers,
  type MemberName,
  memberNames,
  members,
  namesInReceipt,
} from '../../domain/ledger/members.ts';
import { type AnswerOf, category, count, credits, instant, seq, text } from './answer-parts.ts';
import { autoTopUp } from './auto-top-up.ts';
import { line, slice } from './entry-parts.ts';
import { hold } from './hold.ts';
import { limitScope } from './limit.ts';
import { paid } from './money.ts';
import * as read from './read-parts.ts';
import { standingMembers } from './standing-usage.ts';
import { subscription } from './subscription.ts';

interface WireMember<Value> {
  /** The schema of its JSON, for the document and the tests that hold answers against it. */
  readonly schema: z.ZodMiniType;
  /** From its JSON back to the domain's terms. */
  readonly read: z.ZodMiniType<Value>;
  /** Which column of the ledger as CSV. A new one goes last: readers count columns. */
  readonly csvColumn: number | undefined;
}

const keptLines = z
  .strictObject({ ...standingMembers, from: instant, until: instant, rateCard: text, credits })
  .check(z.meta({ id: 'Kept', description: 'What was kept at one price from one instant to another.' }));

const givenUp = z.strictObject({
  ...{ first: seq, last: seq },
  ...{ unreadFrom: z.optional(instant), unreadUntil: z.optional(instant) },
});

const wireText = { schema: text, read: read.text };
const wireInstant = { schema: instant, read: read.instant };

function wireCredits(
  description: string,
): Pick<WireMember<EntryMembers['uncovered']>, 'read'> & { schema: typeof credits } {
  return { schema: credits.check(z.meta({ description })), read: read.credits };
}

export const wireMembers = {
  category: { schema: category, read: z.enum(categories), csvColumn: 7 },
  lines: { schema: z.array(line), read: z.array(read.line), csvColumn: 24 },
  rateCard: { ...wireText, csvColumn: 14 },
  dimensions: { schema: z.record(text, text), read: z.record(text, text), csvColumn: 22 },
  occurredAtMs: { ...wireInstant, csvColumn: 20 },
  expiresAtMs: { ...wireInstant, csvColumn: 21 },
  cycleStartMs: { ...wireInstant, csvColumn: undefined },
  planId: { ...wireText, csvColumn: 15 },
  seats: {
    schema: count.check(z.meta({ description: 'The account’s seats from then on. Left out where there is one.' })),
    read: z.int(),
    csvColumn: undefined,
  },
  effectiveMs: {
    schema: instant.check(z.meta({ description: 'Of a plan change that waits for the boundary.' })),
    read: read.instant,
    csvColumn: undefined,
  },
  anchorMs: { ...wireInstant, csvColumn: undefined },
  timeZone: { ...wireText, csvColumn: undefined },
  packId: { ...wireText, csvColumn: 16 },
  paymentId: { ...wireText, csvColumn: 17 },
  paid: { schema: paid, read: read.paid, csvColumn: undefined },
  reverses: { schema: seq, read: z.int(), csvColumn: 18 },
  refundId: { ...wireText, csvColumn: undefined },
  disputeId: { ...wireText, csvColumn: undefined },
  inAll: {
    schema: z
      .strictObject({ credits, lines: z.optional(z.array(line)) })
      .check(z.meta({ description: 'What was undone of the same entry in all, this included.' })),
    read: read.undone,
    csvColumn: undefined,
  },
  uncovered: {
    ...wireCredits(
      'Of what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan’s cap covers it. Without an `overrun`, and on other entries, the part of the credits that no grant paid: overrun, or debt.',
    ),
    csvColumn: 19,
  },
  overrun: {
    ...wireCredits('The part of the credits that is overrun: of what settles a hold, or taken off it by a reversal.'),
    csvColumn: undefined,
  },
  repaidDebt: {
    ...wireCredits(
      'The part of a grant that repaid debt; of credits given back, the part that paid for purchases which were charged back.',
    ),
    csvColumn: undefined,
  },
  repaidOverrun: {
    ...wireCredits('The part of a grant that repaid overrun.'),
    csvColumn: undefined,
  },
  uncoveredBefore: {
    ...wireCredits('Overrun of its hold that was counted before.'),
    csvColumn: undefined,
  },
  hold: { schema: hold, read: read.hold, csvColumn: undefined },
  returned: {
    schema: z
      .array(slice)
      .check(
        z.meta({ description: 'What was set aside and is given back; of a reversal, what had repaid its overrun.' }),
      ),
    read: z.array(read.slice),
    csvColumn: undefined,
  },
  decision: { schema: z.enum(holdDecisions), read: z.enum(holdDecisions), csvColumn: undefined },
  isLate: {
    schema: z.literal(true).check(z.meta({ description: 'Charged after its hold had expired.' })),
    read: z.literal(true),
    csvColumn: undefined,
  },
  limit: {
    schema: z
      .strictObject({ ...limitScope, credits: z.optional(credits) })
      .check(z.meta({ description: 'A spending limit from now on; without credits it is gone.' })),
    read: read.limit,
    csvColumn: undefined,
  },
  kept: { schema: z.array(keptLines), read: z.array(read.keptLine), csvColumn: 25 },
  standing: {
    schema: z.strictObject(standingMembers).check(z.meta({ description: 'What is kept from now on; zero ends it.' })),
    read: read.standing,
    csvColumn: undefined,
  },
  autoTopUp: { schema: autoTopUp, read: read.autoTopUp, csvColumn: undefined },
  promotion: {
    schema: z
      .strictObject({ code: text, use: z.int() })
      .check(z.meta({ description: 'The code that was redeemed, and which use of its budget that was.' })),
    read: z.strictObject({ code: z.string(), use: z.int() }),
    csvColumn: undefined,
  },
  repairedAtMs: {
    schema: instant.check(
      z.meta({ description: 'When a repair was made: it is dated like the last entry that stands, which it follows.' }),
    ),
    read: read.instant,
    csvColumn: undefined,
  },
  withdraws: {
    schema: givenUp.check(
      z.meta({
        description: 'Entries that a repair took back: they count for nothing, and none before it follows from them.',
      }),
    ),
    read: read.givenUp,
    csvColumn: undefined,
  },
  lost: {
    schema: z.array(givenUp).check(
      z.meta({
        description:
          'Entries that can’t be read any more. What they did is in the balance, as it was found after them.',
      }),
    ),
    read: z.array(read.givenUp),
    csvColumn: undefined,
  },
  books: {
    schema: text.check(
      z.meta({ description: 'SHA-256 of the books with which a ledger goes on that has lost entries.' }),
    ),
    read: read.text,
    csvColumn: undefined,
  },
  subscription: { schema: subscription, read: read.subscription, csvColumn: undefined },
  isUnpaid: {
    schema: z.literal(true).check(
      z.meta({
        description: 'The cycle began while nothing paid for the plan: its credits come once something does.',
      }),
    ),
    read: z.literal(true),
    csvColumn: undefined,
  },
  reason: { ...wireText, csvColumn: 26 },
  actor: { ...wireText, csvColumn: 27 },
  idempotencyKey: { ...wireText, csvColumn: 29 },
  fingerprint: { ...wireText, csvColumn: undefined },
} satisfies { readonly [K in MemberName]: WireMember<EntryMembers[K]> };

type Rows = typeof wireMembers;
type Names = typeof members;
/** Those whose schema takes what they show as: all, or this doesn't compile. */
type Fitting = {
  [K in MemberName]: ReturnType<Names[K]['show']> extends AnswerOf<Rows[K]['schema']> ? K : never;
}[MemberName];
type Shape<K extends MemberName> = { [M in K as Names[M]['name']]: z.ZodMiniOptional<Rows[M]['schema']> };

/** The members of an entry as the API shows it, and those of a receipt. */
export const shownMembers = shapeOf<Fitting>(memberNames);
export const receiptMembers = shapeOf(namesInReceipt);
function shapeOf<K extends MemberName>(names: readonly K[]): Shape<K> {
  return Object.fromEntries(
    names.map((name) => [members[name].name, z.optional(wireMembers[name].schema)]),
  ) as Shape<K>;
}
