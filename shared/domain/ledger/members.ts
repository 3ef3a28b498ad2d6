/**
 * The members that an entry may have beyond what every entry says: one row a member, with its name on the wire and how it shows there.
 * The types of entries, their stored form, their schemas, receipts and columns are made from these rows, and none of them
 * compiles where a row is missing (see the README beside this file).
 */
import type { Slice } from '../account/grant.ts';
import type { HoldDecision } from '../account/hold.ts';
import type { KeptLine } from '../account/standing-usage.ts';
import { toCredits } from '../amount.ts';
import type { Redeemed } from '../catalogue/promotion.ts';
import type { Category, Dimensions, PriceLine } from '../catalogue/rate-card.ts';
import { namesOf } from '../present.ts';
import {
  instant,
  publicAutoTopUp,
  publicHold,
  publicKeptLine,
  publicLimit,
  publicLine,
  publicSlice,
  publicStanding,
  publicUndone,
} from './public-form.ts';

function itself<Value>(value: Value): Value {
  return value;
}

/** In the order in which they show. */
export const members = {
  category: { name: 'category', show: itself<Category> },
  lines: { name: 'lines', show: (lines: readonly PriceLine[]) => lines.map(publicLine) },
  rateCard: { name: 'rateCard', show: itself<string> },
  dimensions: { name: 'dimensions', show: itself<Dimensions> },
  /** When the usage happened, by the caller's account. Informs; the debit counts when it is charged (R25). */
  occurredAtMs: { name: 'occurredAt', show: instant },
  /** For a grant: when it ends. */
  expiresAtMs: { name: 'expiresAt', show: instant },
  /** For a plan grant: when its cycle starts. */
  cycleStartMs: { name: 'cycleStart', show: instant },
  planId: { name: 'planId', show: itself<string> },
  /** For the opening, a cycle's start and a plan change: the account's seats from then on (R31). There is one where it says nothing. */
  seats: { name: 'seats', show: itself<number> },
  /** For a plan change that waits: the cycle's end. */
  effectiveMs: { name: 'effectiveAt', show: instant },
  /** For the opening: what fixes the cycles. */
  anchorMs: { name: 'cycleAnchor', show: instant },
  timeZone: { name: 'timeZone', show: itself<string> },
  packId: { name: 'packId', show: itself<string> },
  paymentId: { name: 'paymentId', show: itself<string> },
  /** For a reversal, refund or chargeback: the entry undone. */
  reverses: { name: 'reverses', show: itself<number> },
  /** The refund's own id, by which one that is told twice is one. */
  refundId: { name: 'refundId', show: itself<string> },
  /**
   * The sum of what a reversal or refund, and those before, undid. A reversal without it undid the whole, a refund was first.
   */
  inAll: { name: 'inAll', show: publicUndone },
  /**
   * For what settles a hold: what ran and is not charged, since neither hold nor balance nor the plan's cap on overrun covers
   * it; beside an `overrun` always. Without one, and on other entries, the part of the credits that no grant paid: overrun
   * where it is usage, debt where it is a chargeback.
   */
  uncovered: { name: 'uncovered', show: toCredits },
  /** For what settles a hold: the part of the credits that no grant paid, counted as overrun. */
  overrun: { name: 'overrun', show: toCredits },
  /**
   * The parts of a grant that went into debt and overrun at once. Of what gives credits back: the part that paid for purchases
   * of the same grants which were charged back.
   */
  repaidDebt: { name: 'repaidDebt', show: toCredits },
  repaidOverrun: { name: 'repaidOverrun', show: toCredits },
  /** For what settles a hold: the part of its overrun that was counted before. */
  uncoveredBefore: { name: 'uncoveredBefore', show: toCredits },
  /** For a hold's entries: the hold as they leave it. */
  hold: { name: 'hold', show: publicHold },
  /** For what settles a hold: slices given back, forfeited where their grant has ended. */
  returned: { name: 'returned', show: (slices: readonly Slice[]) => slices.map(publicSlice) },
  /** For an extension or a report: whether the work may go on. */
  decision: { name: 'decision', show: itself<HoldDecision> },
  /** A debit for work whose hold had expired. */
  isLate: { name: 'late', show: itself<true> },
  limit: { name: 'limit', show: publicLimit },
  /** For an accrual: what was kept, and for how long. */
  kept: { name: 'kept', show: (kept: readonly KeptLine[]) => kept.map(publicKeptLine) },
  standing: { name: 'standing', show: publicStanding },
  /** For `auto-top-up`: what it is from now on. */
  autoTopUp: { name: 'autoTopUp', show: publicAutoTopUp },
  /** For a grant: the code that was redeemed, and which use of its budget that was. */
  promotion: { name: 'promotion', show: itself<Redeemed> },
  reason: { name: 'reason', show: itself<string> },
  actor: { name: 'actor', show: itself<string> },
  idempotencyKey: { name: 'idempotencyKey', show: itself<string> },
  fingerprint: { name: 'fingerprint', show: itself<string> },
} as const;

export type MemberName = keyof typeof members;
export type EntryMembers = {
  readonly [K in MemberName]: Parameters<(typeof members)[K]['show']>[0];
};

export const memberNames = namesOf(members);

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
