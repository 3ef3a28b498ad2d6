/**
 * How each member of an entry is kept: one row a member, with the letter it is stored under, the form it is stored in, and
 * both conversions. A row that is missing doesn't compile. Letters are never used anew, and new rows go last: what is stored
 * is written in their order.
 */
import * as z from 'zod/mini';
import { holdDecisions } from '../domain/account/hold.ts';
import type { GivenUp } from '../domain/account/withdrawn.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';
import { categories, type Dimensions } from '../domain/catalogue/rate-card.ts';
import { formatMillionths } from '../domain/decimal.ts';
import type { EntryMembers, MemberName } from '../domain/ledger/members.ts';
import { namesOf, present } from '../domain/present.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { storedNamedLimit, toNamedLimit, toStoredNamedLimit } from './limit-text.ts';
import { storedLines, toLines, toQuantity, toStoredLines } from './lines-text.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { storedDimensions, whole } from './stored-parts.ts';
import { storedSubscription, toStoredSubscription, toSubscription } from './subscription-text.ts';
import { storedTopUp, toAutoTopUp, toStoredTopUp } from './top-up-text.ts';

/** The values stored beside a member that belong to it. */
interface Beside {
  readonly dimensions: Dimensions | undefined;
}

export interface StoredMember<Value> {
  readonly letter: string;
  readonly store: (value: Value) => unknown;
  /** Parses what is stored under the letter: undefined if it isn't of the form. */
  readonly read: (stored: unknown, beside: Beside) => { readonly value: Value } | { readonly issue: z.core.$ZodError };
}

function row<Value, Stored>(
  letter: string,
  schema: z.ZodMiniType<Stored>,
  store: (value: Value) => Stored,
  read: (stored: NoInfer<Stored>, beside: Beside) => NoInfer<Value>,
): StoredMember<Value> {
  return {
    letter,
    store,
    read: (stored, beside) => {
      const found = schema.safeParse(stored);
      return found.success ? { value: read(found.data, beside) } : { issue: found.error };
    },
  };
}

/** Kept as it is. */
function as<Value>(letter: string, schema: z.ZodMiniType<Value>): StoredMember<Value> {
  return row<Value, Value>(
    letter,
    schema,
    (value) => value,
    (stored) => stored,
  );
}

const text = z.string();

/** id, SKU, quantity, from, until, rate card, credits */
const storedKept = z.tuple([text, text, text, whole, whole, text, whole]);
/** credits, lines */
const storedUndone = z.union([z.tuple([whole]), z.tuple([whole, storedLines])]);
/** millionths, currency; the fee's likewise, or nothing */
const storedPaid = z.tuple([whole, text, z.nullable(z.tuple([whole, text]))]);
/** code, use */
const storedRedeemed = z.tuple([text, whole]);
/** first, last, and when the last was made before those that can't be read, and the first after */
const storedGivenUp = z.union([z.tuple([whole, whole]), z.tuple([whole, whole, whole, whole])]);
function toStoredGivenUp({ first, last, unreadMs }: GivenUp): z.infer<typeof storedGivenUp> {
  return unreadMs === undefined ? [first, last] : [first, last, unreadMs.from, unreadMs.until];
}
function toGivenUp([first, last, from, until]: z.infer<typeof storedGivenUp>): GivenUp {
  return { first, last, ...(from === undefined || until === undefined ? {} : { unreadMs: { from, until } }) };
}
/** id, SKU, quantity */
const storedStanding = z.tuple([text, text, text]);

function amount(letter: string): StoredMember<Microcredits> {
  return row(letter, whole, (value: Microcredits) => value, microcredits);
}

/** In the order in which they are written. */
export const storedMembers = {
  category: as('g', z.enum(categories)),
  lines: row('l', storedLines, toStoredLines, toLines),
  rateCard: as('r', text),
  dimensions: row(
    'd',
    storedDimensions,
    (dimensions: Dimensions) => ({ ...dimensions }),
    (dimensions) => dimensions,
  ),
  occurredAtMs: as('o', whole),
  idempotencyKey: as('k', text),
  fingerprint: as('f', text),
  expiresAtMs: as('e', whole),
  cycleStartMs: as('h', whole),
  planId: as('p', text),
  anchorMs: as('n', whole),
  timeZone: as('z', text),
  packId: as('i', text),
  paymentId: as('y', text),
  reverses: as('u', whole),
  reason: as('m', text),
  actor: as('q', text),
  effectiveMs: as('E', whole),
  uncovered: amount('U'),
  overrun: amount('V'),
  repaidDebt: amount('R'),
  repaidOverrun: amount('O'),
  uncoveredBefore: amount('B'),
  /** Its dimensions are the entry's. */
  hold: row('H', storedHold, toStoredHold, (stored, { dimensions }) => toHold(stored, dimensions)),
  returned: row(
    'X',
    z.array(slice),
    (slices: EntryMembers['returned']) => slices.map(toStoredSlice),
    (slices) => slices.map(toSlice),
  ),
  decision: as('D', z.enum(holdDecisions)),
  isLate: row(
    'L',
    z.literal(1),
    (_isLate: true): 1 => 1,
    (): true => true,
  ),
  limit: row('M', storedNamedLimit, toStoredNamedLimit, toNamedLimit),
  kept: row(
    'K',
    z.array(storedKept),
    (kept: EntryMembers['kept']) =>
      kept.map(
        ({ usageId, sku, quantity, fromMs, untilMs, rateCard, credits }): z.infer<typeof storedKept> => [
          usageId,
          sku,
          formatMillionths(quantity),
          fromMs,
          untilMs,
          rateCard,
          credits,
        ],
      ),
    (kept) =>
      kept.map(([usageId, sku, quantity, fromMs, untilMs, rateCard, credits]) => ({
        usageId,
        sku,
        quantity: toQuantity(quantity),
        fromMs,
        untilMs,
        rateCard,
        credits: microcredits(credits),
      })),
  ),
  autoTopUp: row('P', storedTopUp, toStoredTopUp, toAutoTopUp),
  standing: row(
    'S',
    storedStanding,
    ({ usageId, sku, quantity }: EntryMembers['standing']): z.infer<typeof storedStanding> => [
      usageId,
      sku,
      formatMillionths(quantity),
    ],
    ([usageId, sku, quantity]) => ({ usageId, sku, quantity: toQuantity(quantity) }),
  ),
  refundId: as('F', text),
  inAll: row(
    'N',
    storedUndone,
    ({ credits, lines }: EntryMembers['inAll']): z.infer<typeof storedUndone> =>
      lines === undefined ? [credits] : [credits, toStoredLines(lines)],
    ([credits, lines]) => ({
      credits: microcredits(credits),
      ...(lines === undefined ? {} : { lines: toLines(lines) }),
    }),
  ),
  promotion: row(
    'C',
    storedRedeemed,
    ({ code, use }: EntryMembers['promotion']): z.infer<typeof storedRedeemed> => [code, use],
    ([code, use]) => ({ code, use }),
  ),
  seats: as('T', whole),
  paid: row(
    'Y',
    storedPaid,
    ({ millionths, currency, fee }: EntryMembers['paid']): z.infer<typeof storedPaid> => [
      millionths,
      currency,
      fee === undefined ? null : [fee.millionths, fee.currency],
    ],
    ([millionths, currency, fee]) => ({
      millionths,
      currency,
      ...present({ fee: fee === null ? undefined : { millionths: fee[0], currency: fee[1] } }),
    }),
  ),
  disputeId: as('W', text),
  repairedAtMs: as('A', whole),
  withdraws: row('Q', storedGivenUp, toStoredGivenUp, toGivenUp),
  lost: row(
    'G',
    z.array(storedGivenUp),
    (parts: EntryMembers['lost']) => parts.map(toStoredGivenUp),
    (parts) => parts.map(toGivenUp),
  ),
  books: as('J', text),
  subscription: row('I', storedSubscription, toStoredSubscription, toSubscription),
  isUnpaid: as('Z', z.literal(true)),
} satisfies { readonly [K in MemberName]: StoredMember<EntryMembers[K]> };

/** The members in that order. */
export const storedNames = namesOf(storedMembers);
