/**
 * The members that an entry may have beyond what every entry says: one row a member, with its name on the wire, how it shows there, and whether receipts
 * have it.
 * The types of entries, their stored form, their schemas, receipts and columns are made from these rows, and none of them
 * compiles where a row is missing (see the README beside this file).
 */
import type { Slice } from '../account/grant.ts';
import type { HoldDecision } from '../account/hold.ts';
import type { KeptLine } from '../account/standing-usage.ts';
import type { GivenUp } from '../account/withdrawn.ts';
import { toCredits } from '../amount.ts';
import type { Redeemed } from '../catalogue/promotion.ts';
import type { Category, Dimensions, PriceLine } from '../catalogue/rate-card.ts';
import { namesOf } from '../present.ts';
import {
  instant,
  publicAutoTopUp,
  publicGivenUp,
  publicHold,
  publicKeptLine,
  publicLimit,
  publicLine,
  publicPaid,
  publicSlice,
  publicStanding,
  publicSubscription,
  publicUndone,
} from './public-form.ts';

function itself<Value>(value: Value): Value {
  return value;
}

/** In the order in which they show. */
export const members = {
  category: { name: 'category', show: itself<Category>, isInReceipt: true },
  lines: { name: 'lines', show: (lines: readonly PriceLine[]) => lines.map(publicLine), isInReceipt: false },
  rateCard: { name: 'rateCard', show: itself<string>, isInReceipt: false },
  dimensions: { name: 'dimensions', show: itself<Dimensions>, isInReceipt: true },
  /** When the usage happened, by the caller's account. Informs; the debit counts when it is charged (R25). */
  occurredAtMs: { name: 'occurredAt', show: instant, isInReceipt: true },
  /** For a grant: when it ends. */
  expiresAtMs: { name: 'expiresAt', show: instant, isInReceipt: true },
  /** For a plan grant: when its cycle starts. */
  cycleStartMs: { name: 'cycleStart', show: instant, isInReceipt: false },
  planId: { name: 'planId', show: itself<string>, isInReceipt: true },
  /** For the opening, a cycle's start and a plan change: the account's seats from then on (R31). There is one where it says nothing. */
  seats: { name: 'seats', show: itself<number>, isInReceipt: true },
  /** For a plan change that waits: the cycle's end. */
  effectiveMs: { name: 'effectiveAt', show: instant, isInReceipt: true },
  /** For the opening: what fixes the cycles. */
  anchorMs: { name: 'cycleAnchor', show: instant, isInReceipt: false },
  timeZone: { name: 'timeZone', show: itself<string>, isInReceipt: false },
  packId: { name: 'packId', show: itself<string>, isInReceipt: true },
  paymentId: { name: 'paymentId', show: itself<string>, isInReceipt: true },
  /** For a purchase: what was paid for it. Credits are charged, never this: it is there to be told. */
  paid: { name: 'paid', show: publicPaid, isInReceipt: true },
  /** For a reversal, refund or chargeback: the entry undone. Of a grant, the chargeback or reversal that it makes good. */
  reverses: { name: 'reverses', show: itself<number>, isInReceipt: true },
  /** The refund's own id, by which one that is told twice is one. */
  refundId: { name: 'refundId', show: itself<string>, isInReceipt: true },
  /** The dispute's own id, by which one that is told twice is one. */
  disputeId: { name: 'disputeId', show: itself<string>, isInReceipt: true },
  /**
   * The sum of what a reversal or refund, and those before, undid. A reversal without it undid the whole, a refund was first.
   */
  inAll: { name: 'inAll', show: publicUndone, isInReceipt: true },
  /**
   * For what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan's cap on overrun covers
   * it; beside an `overrun` always. Without one, and on other entries, the part of the credits that no grant paid: overrun
   * where it is usage, debt where it is a chargeback.
   */
  uncovered: { name: 'uncovered', show: toCredits, isInReceipt: true },
  /** For what settles a hold: the part of the credits that no grant paid, counted as overrun. */
  overrun: { name: 'overrun', show: toCredits, isInReceipt: true },
  /**
   * The parts of a grant that went into debt and overrun at once. Of what gives credits back: the part that paid for purchases
   * of the same grants which were charged back.
   */
  repaidDebt: { name: 'repaidDebt', show: toCredits, isInReceipt: true },
  repaidOverrun: { name: 'repaidOverrun', show: toCredits, isInReceipt: true },
  /** For what settles a hold: the part of its overrun that was counted before. */
  uncoveredBefore: { name: 'uncoveredBefore', show: toCredits, isInReceipt: true },
  /** For a hold's entries: the hold as they leave it. */
  hold: { name: 'hold', show: publicHold, isInReceipt: false },
  /** For what settles a hold: slices given back, forfeited where their grant has ended. */
  returned: { name: 'returned', show: (slices: readonly Slice[]) => slices.map(publicSlice), isInReceipt: true },
  /** For an extension or a report: whether the work may go on. */
  decision: { name: 'decision', show: itself<HoldDecision>, isInReceipt: true },
  /** A debit for work whose hold had expired. */
  isLate: { name: 'late', show: itself<true>, isInReceipt: true },
  limit: { name: 'limit', show: publicLimit, isInReceipt: true },
  /** For an accrual: what was kept, and for how long. */
  kept: { name: 'kept', show: (kept: readonly KeptLine[]) => kept.map(publicKeptLine), isInReceipt: true },
  standing: { name: 'standing', show: publicStanding, isInReceipt: true },
  /** For `auto-top-up`: what it is from now on. */
  autoTopUp: { name: 'autoTopUp', show: publicAutoTopUp, isInReceipt: true },
  /** For a grant: the code that was redeemed, and which use of its budget that was. */
  promotion: { name: 'promotion', show: itself<Redeemed>, isInReceipt: true },
  /** For `subscription`: what pays for the plan from now on. */
  subscription: { name: 'subscription', show: publicSubscription, isInReceipt: true },
  /** For a plan grant: the cycle began while nothing paid for it, and got no credits yet. */
  isUnpaid: { name: 'unpaid', show: itself<true>, isInReceipt: true },
  /** For a repair: when it was made, since it is dated like the entry that it follows. */
  repairedAtMs: { name: 'repairedAt', show: instant, isInReceipt: true },
  /** For a repair: the entries between the one that it follows and itself, which count for nothing. */
  withdraws: { name: 'withdraws', show: publicGivenUp, isInReceipt: true },
  /** For a repair: entries before those that nobody can read any more. What they did stands. */
  lost: { name: 'lost', show: (parts: readonly GivenUp[]) => parts.map(publicGivenUp), isInReceipt: true },
  /** For a repair of a ledger with lost entries: SHA-256 of the books at the last entry that stands, which are kept beside it. */
  books: { name: 'books', show: itself<string>, isInReceipt: false },
  reason: { name: 'reason', show: itself<string>, isInReceipt: true },
  actor: { name: 'actor', show: itself<string>, isInReceipt: true },
  idempotencyKey: { name: 'idempotencyKey', show: itself<string>, isInReceipt: false },
  fingerprint: { name: 'fingerprint', show: itself<string>, isInReceipt: false },
} as const;

export type MemberName = keyof typeof members;
export type EntryMembers = {
  readonly [K in MemberName]: Parameters<(typeof members)[K]['show']>[0];
};

export const memberNames = namesOf(members);

/** The members that receipts have. */
export type InReceipt = { [K in MemberName]: (typeof members)[K]['isInReceipt'] extends true ? K : never }[MemberName];
export const namesInReceipt = memberNames.filter((name): name is InReceipt => members[name].isInReceipt);

/** The members that the caller of a debit may give: carried from the request to the entry as it is. */
export const givenWithDebit = ['dimensions', 'occurredAtMs'] as const satisfies readonly MemberName[];
type GivenMember = (typeof givenWithDebit)[number];
export type GivenWithDebit = Partial<Pick<EntryMembers, GivenMember>>;
/** The same under the names that they have on the wire, where a request names them too. */
export type GivenOnWire = { readonly [K in GivenMember as (typeof members)[K]['name']]: EntryMembers[K] };

/** Some of the members, as far as they are there. */
export function membersIn<K extends MemberName>(
  from: { readonly [N in K]?: EntryMembers[N] },
  names: readonly K[],
): Partial<Pick<EntryMembers, K>> {
  const found: { -readonly [N in K]?: EntryMembers[N] } = {};
  for (const name of names) {
    const value = from[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** The members that a request gives a debit, under the entry's own names. */
export function givenByRequest(request: Partial<GivenOnWire>): GivenWithDebit {
  const given: { -readonly [K in GivenMember]?: EntryMembers[K] } = {};
  for (const name of givenWithDebit) readGiven(request, name, given);
  return given;
}

function readGiven<K extends GivenMember>(
  request: Partial<GivenOnWire>,
  name: K,
  given: { [N in K]?: EntryMembers[N] },
): void {
  // `GivenOnWire` says that under this name stands this member.
  const value = request[members[name].name] as EntryMembers[K] | undefined;
  if (value !== undefined) given[name] = value;
}
