/**
 * R22: entries alone rebuild every balance at every instant. This is the second, independent implementation of the
 * arithmetic: it reads nothing but entries, keeps its own books in BigInt, and shares no code with the decisions.
 * `credits verify`, the audit and the tests hold the two against each other.
 */
import { noCredits } from '../amount.ts';
import { type Books, balances, type FoldedGrant, type FoldedLedger, grantIn, openBooks, openGrant } from './books.ts';
import { type ByType, byType, type Entry, type EntryOf } from './entry.ts';

/** Rebuilds the balance at an instant, the newest entry's when left out. Entries come in order of `seq`, from the first. */
export function fold(entries: Iterable<Entry>, atMs?: number): FoldedLedger {
  const books = openBooks();
  for (const entry of entries) {
    if (atMs !== undefined && entry.atMs > atMs) break;
    post(books, entry);
  }
  return balances(books, atMs ?? books.lastMs);
}

export function post(books: Books, entry: Entry): void {
  books.lastMs = entry.atMs;
  byType(postings, entry, books);
}

const postings = {
  grant: arrive,
  'plan-change': (entry, books) => {
    if (entry.expiresAtMs !== undefined) arriveUntil(entry, entry.expiresAtMs, books);
  },
  debit: spend,
  accrual: spend,
  correction: (entry, books) => {
    for (const { grantId, credits } of entry.slices) grantIn(books, grantId).corrected += BigInt(credits);
  },
  void: (entry, books) => {
    expire(entry, books);
    for (const { grantId } of entry.slices) grantIn(books, grantId).expiresAtMs = entry.atMs;
  },
  refund: takeBack,
  chargeback: (entry, books) => {
    takeBack(entry, books);
    const debt = BigInt(entry.uncovered ?? 0);
    books.debt += debt;
    const bought = books.purchases.get(entry.paymentId);
    if (bought !== undefined && bought.expiresAtMs > entry.atMs) bought.debt += debt;
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
    for (const { grantId, credits } of entry.returned ?? []) grantIn(books, grantId).repaidOverrun -= BigInt(credits);
    payOwnDebts(entry, entry.slices, books);
    books.overrun -= BigInt(entry.overrun ?? 0);
    books.spent -= BigInt(entry.credits);
  },
  expiry: expire,
  closure: expire,
  reopening: () => {},
  waiver: (entry, books) => {
    books.overrun -= BigInt(entry.credits);
  },
  'standing-usage': () => {},
  limit: () => {},
  notice: () => {},
  'auto-top-up': () => {},
  repair: () => {},
  subscription: () => {},
  suspension: (_entry, books) => {
    books.isSuspended = true;
  },
  resumption: (_entry, books) => {
    books.isSuspended = false;
  },
} satisfies ByType<[Books], void>;

function arrive(entry: EntryOf<'grant'>, books: Books): void {
  arriveUntil(entry, entry.expiresAtMs, books);
}

function arriveUntil(entry: EntryOf<'grant' | 'plan-change'>, expiresAtMs: number, books: Books): void {
  const toDebt = BigInt(entry.repaidDebt ?? 0);
  const toOverrun = BigInt(entry.repaidOverrun ?? 0);
  for (const { grantId, credits } of entry.slices) {
    const grant: FoldedGrant = books.grants.get(grantId) ?? openGrant(grantId, entry.seq);
    grant.granted += BigInt(credits);
    grant.repaidDebt += toDebt;
    grant.repaidOverrun += toOverrun;
    grant.expiresAtMs = expiresAtMs;
    books.grants.set(grantId, grant);
    if (entry.paymentId !== undefined) books.purchases.set(entry.paymentId, grant);
  }
  books.debt -= toDebt;
  books.overrun -= toOverrun;
  oweAtMost(books, entry.atMs);
}

/** Credits that arrive pay what is owed for grants that have ended first, then the oldest grant's. */
function oweAtMost(books: Books, atMs: number): void {
  let left = books.debt;
  for (const grant of [...books.grants.values()].sort((a, b) => b.seq - a.seq)) {
    const owed = grant.expiresAtMs > atMs ? grant.debt : 0n;
    grant.debt = owed < left ? owed : left;
    left -= grant.debt;
  }
}

function takeBack(entry: EntryOf<'refund' | 'chargeback'>, books: Books): void {
  for (const { grantId, credits } of entry.slices) grantIn(books, grantId).refunded += BigInt(credits);
}

/** As much of what came back as the entry says paid for purchases of its own grant that were charged back. */
function payOwnDebts(
  { seq, repaidDebt = noCredits }: Entry,
  returned: readonly { readonly grantId: string; readonly credits: number; readonly forfeited?: true }[],
  books: Books,
): void {
  let left = BigInt(repaidDebt);
  books.debt -= left;
  for (const { grantId, credits, forfeited } of returned) {
    if (forfeited) continue;
    const grant = grantIn(books, grantId);
    const paid = [left, grant.debt, BigInt(credits)].reduce((least, each) => (each < least ? each : least));
    grant.debt -= paid;
    grant.repaidDebt += paid;
    left -= paid;
  }
  if (left > 0n) throw new RangeError(`entry ${seq} repays ${left} microcredits that none of its grants owes`);
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
  payOwnDebts(entry, entry.returned ?? [], books);
  for (const { grantId, credits, forfeited } of entry.returned ?? []) {
    if (!forfeited) continue;
    grantIn(books, grantId).expired += BigInt(credits);
    books.lost += BigInt(credits);
  }
  if (entry.type !== 'release') books.spent += BigInt(entry.credits);
  books.overrun += BigInt(entry.overrun ?? entry.uncovered ?? 0) - BigInt(entry.uncoveredBefore ?? 0);
}

function expire(entry: Entry, books: Books): void {
  for (const { grantId, credits } of entry.slices) {
    const grant = grantIn(books, grantId);
    grant.expired += BigInt(credits);
    grant.debt = 0n;
  }
  books.lost += BigInt(entry.credits);
}
