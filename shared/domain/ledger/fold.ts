/**
 * R22: entries alone rebuild every balance at every instant. This is the second, independent implementation of the
 * arithmetic: it reads nothing but entries, keeps its own books in BigInt, and shares no code with the decisions.
 * `credits verify`, the audit and the tests hold the two against each other.
 */
import { type ByType, byType, type Entry, type EntryOf } from './entry.ts';

/** A grant's books. `granted = used + held + expired + remaining` at all times. */
export interface FoldedGrant {
  readonly grantId: string;
  granted: bigint;
  used: bigint;
  held: bigint;
  expired: bigint;
  expiresAtMs: number;
}

export interface Folded {
  /** Microcredits, as in all the books here. What could be drawn at the instant. */
  readonly available: bigint;
  /** The sum of the lines: differs from `available` while a grant has ended and its expiry isn't written yet. */
  readonly booked: bigint;
  readonly held: bigint;
  readonly overrun: bigint;
  readonly debt: bigint;
  readonly grants: ReadonlyMap<string, FoldedGrant>;
  /** Usage, less its reversals. */
  readonly spent: bigint;
  /** Expired or forfeited. */
  readonly lost: bigint;
}

/** Rebuilds the balance at an instant, the newest entry's when left out. Entries come in order of `seq`, from the first. */
export function fold(entries: Iterable<Entry>, atMs?: number): Folded {
  const books = openBooks();
  for (const entry of entries) {
    if (atMs !== undefined && entry.atMs > atMs) break;
    post(books, entry);
  }
  return balances(books, atMs ?? books.lastMs);
}

/** Open books can be kept from entry to entry, to look at the balance after each. */
export interface Books {
  readonly grants: Map<string, FoldedGrant>;
  /** The credits that each open hold has set aside, by grant. */
  readonly holds: Map<string, Map<string, bigint>>;
  spent: bigint;
  lost: bigint;
  overrun: bigint;
  debt: bigint;
  lastMs: number;
}

export function openBooks(): Books {
  return {
    grants: new Map(),
    holds: new Map(),
    spent: 0n,
    lost: 0n,
    overrun: 0n,
    debt: 0n,
    lastMs: Number.NEGATIVE_INFINITY,
  };
}

export function post(books: Books, entry: Entry): void {
  books.lastMs = entry.atMs;
  byType(postings, entry, books);
}

/** Grants that have ended by the instant count for nothing, whether or not their expiry has been written. */
export function balances(books: Books, atMs: number): Folded {
  let available = 0n;
  let booked = 0n;
  let held = 0n;
  for (const grant of books.grants.values()) {
    held += grant.held;
    booked += left(grant);
    if (grant.expiresAtMs > atMs) available += left(grant);
  }
  const { grants, spent, lost, overrun, debt } = books;
  return { available, booked, held, overrun, debt, grants, spent, lost };
}

const postings = {
  grant: arrive,
  'plan-change': (entry, books) => {
    if (entry.expiresAtMs !== undefined) arriveUntil(entry, entry.expiresAtMs, books);
  },
  debit: spend,
  accrual: spend,
  correction: take,
  refund: take,
  chargeback: (entry, books) => {
    take(entry, books);
    books.debt += BigInt(entry.uncovered ?? 0);
  },
  hold: pin,
  extension: pin,
  report: () => {},
  capture: unpin,
  release: unpin,
  'hold-expiry': unpin,
  reversal: (entry, books) => {
    for (const { grantId, credits, forfeited } of entry.slices) {
      if (forfeited) books.lost += BigInt(credits);
      else grantIn(books, grantId).used -= BigInt(credits);
    }
    books.spent -= BigInt(entry.credits);
  },
  expiry: expire,
  closure: expire,
  waiver: (entry, books) => {
    books.overrun -= BigInt(entry.credits);
  },
  'standing-usage': () => {},
  limit: () => {},
  notice: () => {},
  'auto-top-up': () => {},
} satisfies ByType<[Books], void>;

function arrive(entry: EntryOf<'grant'>, books: Books): void {
  arriveUntil(entry, entry.expiresAtMs, books);
}

function arriveUntil(entry: EntryOf<'grant' | 'plan-change'>, expiresAtMs: number, books: Books): void {
  const toDebt = BigInt(entry.repaidDebt ?? 0);
  const toOverrun = BigInt(entry.repaidOverrun ?? 0);
  for (const { grantId, credits } of entry.slices) {
    const grant = books.grants.get(grantId) ?? {
      grantId,
      granted: 0n,
      used: 0n,
      held: 0n,
      expired: 0n,
      expiresAtMs: 0,
    };
    grant.granted += BigInt(credits);
    grant.used += toDebt + toOverrun;
    grant.expiresAtMs = expiresAtMs;
    books.grants.set(grantId, grant);
  }
  books.debt -= toDebt;
  books.overrun -= toOverrun;
}

function take(entry: Entry, books: Books): void {
  for (const { grantId, credits } of entry.slices) grantIn(books, grantId).used += BigInt(credits);
}

function spend(entry: EntryOf<'debit' | 'accrual'>, books: Books): void {
  take(entry, books);
  books.spent += BigInt(entry.credits);
  books.overrun += BigInt(entry.uncovered ?? 0);
}

function pin(entry: EntryOf<'hold' | 'extension'>, books: Books): void {
  const { holdId } = entry.hold;
  const pinned = books.holds.get(holdId) ?? new Map<string, bigint>();
  for (const { grantId, credits } of entry.slices) {
    grantIn(books, grantId).held += BigInt(credits);
    pinned.set(grantId, (pinned.get(grantId) ?? 0n) + BigInt(credits));
  }
  books.holds.set(holdId, pinned);
  books.overrun += BigInt(entry.uncovered ?? 0);
}

/** All that was pinned ends: what was used is used, the rest is back, or lost where its grant had ended. */
function unpin(entry: EntryOf<'capture' | 'release' | 'hold-expiry'>, books: Books): void {
  const { holdId } = entry.hold;
  for (const [grantId, credits] of books.holds.get(holdId) ?? []) grantIn(books, grantId).held -= credits;
  books.holds.delete(holdId);
  take(entry, books);
  for (const { grantId, credits, forfeited } of entry.returned ?? []) {
    if (!forfeited) continue;
    grantIn(books, grantId).expired += BigInt(credits);
    books.lost += BigInt(credits);
  }
  if (entry.type !== 'release') books.spent += BigInt(entry.credits);
  books.overrun += BigInt(entry.overrun ?? entry.uncovered ?? 0) - BigInt(entry.uncoveredBefore ?? 0);
}

function expire(entry: Entry, books: Books): void {
  for (const { grantId, credits } of entry.slices) grantIn(books, grantId).expired += BigInt(credits);
  books.lost += BigInt(entry.credits);
}

function left(grant: FoldedGrant): bigint {
  return grant.granted - grant.used - grant.held - grant.expired;
}

function grantIn(books: Books, grantId: string): FoldedGrant {
  const grant = books.grants.get(grantId);
  if (grant === undefined) throw new RangeError(`no entry granted ${grantId}`);
  return grant;
}
