import { type Books, balances, type FoldedLedger, left, openBooks } from './books.ts';
import type { Entry } from './entry.ts';
import { post } from './fold.ts';
import { genesisHash, hashOf } from './record.ts';

/** The points on which an account's books must agree: every finding is a breach, none is repaired here. */
export interface Verification {
  readonly entries: number;
  readonly folded: FoldedLedger;
  readonly findings: readonly string[];
}

/**
 * Checks a whole ledger, in order from its first entry: gapless, chained, in time order, each line starting where the one
 * before ended, and folding to the balance that it states.
 */
export function verifyLedger(entries: readonly Entry[]): Verification {
  const findings: string[] = [];
  const verified = openVerified();
  for (const entry of entries) findings.push(...verifyNext(verified, entry));
  const { books } = verified;
  return { entries: entries.length, folded: balances(books, books.lastMs), findings };
}

/** How far a ledger was verified, and what its entries add up to there: enough to go on with the next entry. */
export interface Verified {
  /** The last entry's number; 0 before the first. */
  seq: number;
  hash: string;
  /** Microcredits that the last entry left available. */
  available: number;
  readonly books: Books;
  /** True once the last entry was found to be wrong itself. */
  isNamed?: boolean;
}

export function openVerified(): Verified {
  return { seq: 0, hash: genesisHash, available: 0, books: openBooks() };
}

/** Goes on with the next entry, and says what is wrong with it. Changes `verified` in place. */
export function verifyNext(verified: Verified, entry: Entry): readonly string[] {
  const found = [...breaches(verified, entry), ...misfits(verified.books, entry)];
  const findings = found.map((finding) => `entry ${entry.seq}: ${finding}`);
  const altered = alteredBefore(verified, entry);
  verified.isNamed = findings.length > 0;
  verified.seq = entry.seq;
  verified.hash = entry.hash;
  verified.available = entry.after.available;
  return altered === undefined ? findings : [altered, ...findings];
}

/**
 * Goes on with the next entry where what the ones before add up to isn't known: after some that are lost. It has to follow the one
 * before, as far as that can be read, and that is all.
 */
export function followNext(verified: Verified, entry: Entry): readonly string[] {
  const { seq, hash, books } = verified;
  const findings: string[] = [];
  if (entry.seq !== seq + 1 && !takesBackTo(entry, seq) && hash !== unknownHash) findings.push(`a gap after ${seq}`);
  if (entry.hash !== hashOf(entry)) findings.push('hash does not fit its content');
  else if (hash !== unknownHash && entry.previousHash !== hash) findings.push('previousHash is not the hash before it');
  if (entry.atMs < books.lastMs) findings.push('earlier than the entry before it');
  Object.assign(verified, { seq: entry.seq, hash: entry.hash, available: entry.after.available, isNamed: false });
  books.lastMs = entry.atMs;
  return findings.map((finding) => `entry ${entry.seq}: ${finding}`);
}

/** Follows a ledger of which some is lost: each entry fits its hash, and follows the one before it unless that is lost. */
export function followLedger(entries: readonly Entry[], isLost: (seq: number) => boolean): readonly string[] {
  const followed = openVerified();
  const findings: string[] = [];
  for (const entry of entries) {
    if (isLost(entry.seq - 1)) followed.hash = unknownHash;
    findings.push(...followNext(followed, entry));
  }
  return findings;
}

/** The hash of an entry that can't be read. */
export const unknownHash = '';

/**
 * An entry that fits its own hash, and follows another than the one before it: so that one is not what it was. Where entries
 * were stored without a check of each, it may be one that was filed with it.
 */
function alteredBefore({ seq, hash, isNamed = false }: Verified, entry: Entry): string | undefined {
  const follows = entry.seq === seq + 1 || takesBackTo(entry, seq);
  if (isNamed || !follows || seq === 0 || entry.previousHash === hash || entry.hash !== hashOf(entry)) return undefined;
  return `entry ${seq}: is not what entry ${entry.seq} was chained to: it was altered, or one before it that was filed with it`;
}

function breaches({ seq, hash, available, books }: Verified, entry: Entry): readonly string[] {
  const findings: string[] = [];
  if (entry.seq !== seq + 1 && !takesBackTo(entry, seq))
    findings.push(`a gap after ${seq === 0 ? 'the beginning' : seq}`);
  if (entry.hash !== hashOf(entry)) findings.push('hash does not fit its content');
  else if (seq === 0 && entry.previousHash !== hash) findings.push('previousHash is not the hash before it');
  if (entry.atMs < books.lastMs) findings.push('earlier than the entry before it');
  if (entry.before !== available) findings.push('does not start where the entry before ended');
  return findings;
}

/** A repair follows the last entry that stands; the numbers in between are those of what it took back. */
function takesBackTo({ seq, withdraws }: Entry, last: number): boolean {
  return withdraws?.first === last + 1 && withdraws.last === seq - 1;
}

function misfits(books: Books, entry: Entry): readonly string[] {
  try {
    post(books, entry);
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
  const { booked, held, overrun, debt, waiting = 0n, grants } = balances(books, entry.atMs);
  const findings: string[] = [];
  if (booked !== BigInt(entry.after.available)) findings.push(`folds to ${booked} microcredits available`);
  if (held !== BigInt(entry.after.held)) findings.push(`folds to ${held} microcredits held`);
  if (overrun !== BigInt(entry.after.overrun)) findings.push(`folds to ${overrun} microcredits of overrun`);
  if (debt !== BigInt(entry.after.debt)) findings.push(`folds to ${debt} microcredits of debt`);
  if (waiting !== BigInt(entry.after.waiting ?? 0)) findings.push(`folds to ${waiting} microcredits that wait`);
  for (const grant of grants.values()) {
    if (left(grant) < 0n || grant.used < 0n || grant.held < 0n) findings.push(`grant ${grant.grantId} is overspent`);
  }
  return findings;
}
