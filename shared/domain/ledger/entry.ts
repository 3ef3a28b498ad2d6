/**
 * The ledger. Every change of a balance is an entry (R20). `seq` is 1..n per account without gaps, each entry holds
 * the SHA-256 of the one before it, and times never go back (R21). `before` always equals the `after.available` of
 * the entry before.
 */
import type { Balance } from '../account/account.ts';
import type { Slice } from '../account/grant.ts';
import { type Microcredits, noCredits } from '../amount.ts';
import { type EntryMembers, givenWithDebit, type MemberName, memberNames } from './members.ts';

export const entryTypes = [
  'grant',
  'plan-change',
  'debit',
  'accrual',
  'hold',
  'extension',
  'report',
  'capture',
  'release',
  'hold-expiry',
  'reversal',
  'correction',
  'void',
  'refund',
  'chargeback',
  'expiry',
  'waiver',
  'standing-usage',
  'limit',
  'notice',
  'auto-top-up',
  'closure',
  'reopening',
  'repair',
  'subscription',
  'suspension',
  'resumption',
] as const;

/**
 * - `grant`: credits arrived: a plan's at a cycle's start, a purchased pack, an adjustment; a pack that was charged back, once its payment stands again.
 * - `plan-change`: another plan or number of seats, now with what its credits are more for the rest of the cycle, or from the next cycle on.
 * - `debit`: credits taken for usage. What credits didn't cover of usage that came in as an event is overrun.
 * - `accrual`: credits taken for what was kept over time, dated the last millisecond that it covers.
 * - `hold`: credits set aside for work that starts.
 * - `extension`: more set aside for work that goes on, as it reported.
 * - `report`: what the work has used so far, made durable. Moves nothing.
 * - `capture`: what the work used; the rest is given back.
 * - `release`: all of a hold given back.
 * - `hold-expiry`: a hold whose time was up: what it had reported is charged, the rest given back.
 * - `reversal`: a charge undone, or a part of one; slices of grants that ended are forfeited.
 * - `correction`: credits taken back by an operator.
 * - `void`: a grant by an operator ended before its time: what was left of it is forfeited. Its slice names it, with nothing where nothing was left.
 * - `refund`: what was unspent of a purchase or a part of it, taken back because its payment was.
 * - `chargeback`: a purchase taken back whole; what was spent of it is a debt.
 * - `expiry`: what a grant still held when it ended.
 * - `waiver`: overrun forgiven at a boundary.
 * - `standing-usage`: something is kept from now on, in another quantity, or no longer. Moves nothing.
 * - `limit`: a spending limit set, changed or taken away. Moves nothing.
 * - `notice`: credits that were paid for are about to expire. Moves nothing.
 * - `auto-top-up`: automatic top-ups set, changed or, without settings, ended. Moves nothing.
 * - `closure`: the account closed; what was left is forfeited.
 * - `reopening`: an operator opened it again, in the cycle that it was closed in or, with a cycle's start, in a new one. Moves nothing.
 * - `subscription`: what pays for the plan, as it was told (R35). Moves nothing.
 * - `suspension`: what is left of the plan's credits waits from now on until the plan is paid for.
 * - `resumption`: what waited goes on.
 * - `repair`: an operator rolled the account back to the last entry that can be proved, which this one follows. Moves nothing.
 */
export type EntryType = (typeof entryTypes)[number];

/** Which members an entry of each type always has, and which it may have. Every type may name the request that asked for it. */
export const membersOf = {
  grant: {
    always: ['expiresAtMs'],
    maybe: [
      ...['cycleStartMs', 'planId', 'seats', 'anchorMs', 'timeZone', 'packId', 'paymentId', 'reason', 'actor'],
      ...['reverses', 'repaidDebt', 'repaidOverrun', 'category', 'promotion', 'paid', 'disputeId', 'isUnpaid'],
    ],
  },
  'plan-change': { always: ['planId'], maybe: ['seats', 'expiresAtMs', 'effectiveMs', 'repaidDebt', 'repaidOverrun'] },
  debit: { always: ['category'], maybe: ['lines', 'rateCard', 'hold', 'isLate', 'uncovered', ...givenWithDebit] },
  accrual: { always: ['category', 'kept'], maybe: ['uncovered'] },
  hold: { always: ['category', 'hold'], maybe: ['lines', 'rateCard', 'dimensions'] },
  extension: { always: ['category', 'hold', 'decision'], maybe: ['dimensions', 'uncovered'] },
  report: { always: ['category', 'hold', 'decision'], maybe: ['dimensions'] },
  capture: {
    always: ['category', 'hold'],
    maybe: ['lines', 'rateCard', 'dimensions', 'returned', 'repaidDebt', 'uncovered', 'overrun', 'uncoveredBefore'],
  },
  release: {
    always: ['category', 'hold'],
    maybe: ['dimensions', 'returned', 'repaidDebt', 'uncoveredBefore', 'reason'],
  },
  'hold-expiry': {
    always: ['category', 'hold'],
    maybe: ['dimensions', 'returned', 'repaidDebt', 'uncovered', 'overrun', 'uncoveredBefore'],
  },
  reversal: {
    always: ['reverses', 'category'],
    maybe: ['lines', 'kept', 'dimensions', 'inAll', 'returned', 'overrun', 'repaidDebt', 'reason'],
  },
  correction: { always: ['reason', 'actor'], maybe: [] },
  void: { always: ['reason', 'actor'], maybe: [] },
  refund: { always: ['paymentId', 'reverses'], maybe: ['packId', 'refundId', 'inAll', 'reason'] },
  chargeback: { always: ['paymentId', 'reverses'], maybe: ['packId', 'reason', 'uncovered', 'disputeId'] },
  expiry: { always: [], maybe: [] },
  waiver: { always: [], maybe: [] },
  'standing-usage': { always: ['category', 'standing'], maybe: [] },
  limit: { always: ['limit'], maybe: [] },
  notice: { always: ['expiresAtMs'], maybe: [] },
  'auto-top-up': { always: [], maybe: ['autoTopUp'] },
  closure: { always: [], maybe: ['reason'] },
  reopening: { always: ['planId', 'reason', 'actor'], maybe: ['seats', 'cycleStartMs', 'expiresAtMs'] },
  subscription: { always: ['subscription'], maybe: [] },
  suspension: { always: [], maybe: [] },
  resumption: { always: [], maybe: [] },
  repair: { always: ['planId', 'repairedAtMs', 'reason', 'actor'], maybe: ['seats', 'withdraws', 'lost', 'books'] },
} as const satisfies Record<
  EntryType,
  { readonly always: readonly MemberName[]; readonly maybe: readonly MemberName[] }
>;

const onEvery = ['idempotencyKey', 'fingerprint'] as const satisfies readonly MemberName[];

type Always<T extends EntryType> = (typeof membersOf)[T]['always'][number];
type Maybe<T extends EntryType> = (typeof membersOf)[T]['maybe'][number] | (typeof onEvery)[number];

/** The members of every entry that a decision decides. */
export interface EntryCore {
  readonly atMs: number;
  readonly credits: Microcredits;
  readonly slices: readonly Slice[];
  readonly caller: string;
}

/** The draft of an entry; `record` adds its position in the ledger. Members of other types are never there. */
export type DraftOf<T extends EntryType> = {
  [X in T]: EntryCore & { readonly type: X } & Pick<EntryMembers, Always<X>> &
    Partial<Pick<EntryMembers, Maybe<X>>> & { readonly [K in Exclude<MemberName, Always<X> | Maybe<X>>]?: never };
}[T];
export type EntryDraft = DraftOf<EntryType>;

/** Where an entry stands in its ledger. */
export interface EntryPosition {
  readonly accountId: string;
  readonly seq: number;
  /** Index of the cycle it belongs to. */
  readonly cycle: number;
  /** Available credits before the change. */
  readonly before: Microcredits;
  readonly after: Balance;
  readonly previousHash: string;
}

export type UnsealedEntry = EntryDraft & EntryPosition;
export type EntryOf<T extends EntryType> = DraftOf<T> & EntryPosition & { readonly hash: string };
export type Entry = EntryOf<EntryType>;

/**
 * The part of an entry's credits that counts as overrun. What settles a hold names it since it may also leave something
 * uncovered; before that, `uncovered` was it.
 */
export function overrunIn({
  overrun,
  uncovered = noCredits,
}: Pick<SomeMembers, 'overrun' | 'uncovered'>): Microcredits {
  return overrun ?? uncovered;
}

/** Any members together, as they are read one by one. */
export type SomeMembers = Partial<EntryMembers>;

/** Puts an entry together from what was read; undefined unless its members are those that its type has. */
export function entryFrom(
  core: EntryCore & EntryPosition & { readonly type: EntryType },
  told: SomeMembers,
): UnsealedEntry | undefined {
  const always: readonly MemberName[] = membersOf[core.type].always;
  const maybe: readonly MemberName[] = [...membersOf[core.type].maybe, ...onEvery];
  const isWhole = always.every((name) => told[name] !== undefined);
  const hasNoOther = memberNames.every(
    (name) => told[name] === undefined || always.includes(name) || maybe.includes(name),
  );
  return isWhole && hasNoOther ? ({ ...core, ...told } as UnsealedEntry) : undefined;
}

/** The work that is done for entries of each type: every type has its own, which knows the members that its entries have. */
export type ByType<Args extends readonly unknown[], Result> = {
  readonly [T in EntryType]: (entry: EntryOf<T>, ...args: Args) => Result;
};

export function byType<Args extends readonly unknown[], Result>(
  table: ByType<Args, Result>,
  entry: Entry,
  ...args: Args
): Result {
  // The only line where the compiler is told that an entry is of its own type.
  const own = table[entry.type] as (entry: Entry, ...args: Args) => Result;
  return own(entry, ...args);
}
