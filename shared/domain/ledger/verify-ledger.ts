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
  const books = openBooks();
  let previous: Entry | undefined;
  for (const entry of entries) {
    for (const finding of breaches(entry, previous)) findings.push(`entry ${entry.seq}: ${finding}`);
    for (const finding of misfits(books, entry)) findings.push(`entry ${entry.seq}: ${finding}`);
    previous = entry;
  }
  return { entries: entries.length, folded: balances(books, books.lastMs), findings };
}

function breaches(entry: Entry, previous: Entry | undefined): readonly string[] {
  const findings: string[] = [];
  if (entry.seq !== (previous?.seq ?? 0) + 1) findings.push(`a gap after ${previous?.seq ?? 'the beginning'}`);
  if (entry.previousHash !== (previous?.hash ?? genesisHash)) findings.push('previousHash is not the hash before it');
  if (entry.hash !== hashOf(entry)) findings.push('hash does not fit its content');
  if (previous !== undefined && entry.atMs < previous.atMs) findings.push('earlier than the entry before it');
  if (entry.before !== (previous?.after.available ?? 0)) findings.push('does not start where the entry before ended');
  return findings;
}

function misfits(books: Books, entry: Entry): readonly string[] {
  try {
    post(books, entry);
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
  const { booked, held, overrun, debt, grants } = balances(books, entry.atMs);
  const findings: string[] = [];
  if (booked !== BigInt(entry.after.available)) findings.push(`folds to ${booked} microcredits available`);
  if (held !== BigInt(entry.after.held)) findings.push(`folds to ${held} microcredits held`);
  if (overrun !== BigInt(entry.after.overrun)) findings.push(`folds to ${overrun} microcredits of overrun`);
  if (debt !== BigInt(entry.after.debt)) findings.push(`folds to ${debt} microcredits of debt`);
  for (const grant of grants.values()) {
    if (left(grant) < 0n || grant.used < 0n || grant.held < 0n) findings.push(`grant ${grant.grantId} is overspent`);
  }
  return findings;
}
