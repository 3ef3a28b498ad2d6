/** The reckoning of a course, cycle by cycle, from its entries alone: the real ledger’s or a replay’s. */

import type { Slice } from '../account/grant.ts';
import { noCredits, total } from '../amount.ts';
import type { Plan } from '../catalogue/plan.ts';
import type { Cycle } from '../cycle.ts';
import { type Entry, overrunIn } from '../ledger/entry.ts';
import type { Costs } from './cost.ts';
import type { UnservedUse } from './run.ts';

/** Credits in microcredits, in BigInt since a cycle may turn over more than any balance holds. */
export interface CycleReckoning {
  readonly cycle: Cycle;
  /** Credits that debits, captures and standing usage took, less reversals; overrun included. */
  readonly used: bigint;
  /** Expired or forfeited unused. */
  readonly wasted: bigint;
  /** Used beyond what was available. */
  readonly overrun: bigint;
  /** Usage of the real ledger that found too few credits, and no pack to buy. */
  readonly unserved: bigint;
  /** How long nothing was available. */
  readonly zeroMs: number;
  /** How many of each pack were bought. */
  readonly packs: ReadonlyMap<string, number>;
}

/** A course reckoned up. Without `costs` where something has no price, or prices are in several currencies. */
export interface CourseReckoning {
  readonly cycles: readonly CycleReckoning[];
  readonly costs?: Costs;
}

export interface PlanReckoning extends CourseReckoning {
  readonly plan: Plan;
}

type Book = { -readonly [K in keyof CycleReckoning]: CycleReckoning[K] } & { readonly packs: Map<string, number> };

/** `cycles` are the account's: a course with cycles of another length is cut by them too. */
export function reckon(
  cycles: readonly Cycle[],
  entries: readonly Entry[],
  unserved: readonly UnservedUse[] = [],
): readonly CycleReckoning[] {
  const books = cycles.map(openBook);
  const bookAt = (atMs: number): Book | undefined =>
    books.find(({ cycle }) => atMs >= cycle.startMs && atMs < cycle.endMs);
  let endMs = Number.POSITIVE_INFINITY;
  for (const [index, entry] of entries.entries()) {
    if (entry.cycleStartMs !== undefined) endMs = entry.expiresAtMs ?? endMs;
    // What a boundary ends belongs to the cycle before it.
    const book = bookAt(Math.min(entry.atMs, endMs - 1));
    if (book !== undefined) post(book, entry);
    if (entry.after.available > 0) continue;
    for (const each of books) each.zeroMs += overlapMs(each.cycle, entry.atMs, entries[index + 1]?.atMs);
  }
  for (const { atMs, credits } of unserved) {
    const book = bookAt(atMs);
    if (book !== undefined) book.unserved += BigInt(credits);
  }
  return books;
}

function openBook(cycle: Cycle): Book {
  return { cycle, used: 0n, wasted: 0n, overrun: 0n, unserved: 0n, zeroMs: 0, packs: new Map() };
}

function post(book: Book, entry: Entry): void {
  const { type, credits, packId, uncoveredBefore = noCredits } = entry;
  switch (type) {
    case 'debit':
    case 'accrual':
    case 'capture':
    case 'hold-expiry':
      book.used += BigInt(credits);
      break;
    case 'reversal':
      book.used -= BigInt(credits);
      break;
    case 'expiry':
    case 'closure':
      book.wasted += BigInt(credits);
      break;
    case 'grant':
      if (packId !== undefined && entry.reverses === undefined)
        book.packs.set(packId, (book.packs.get(packId) ?? 0) + 1);
      break;
    default:
      break;
  }
  if (type === 'reversal') book.overrun -= BigInt(overrunIn(entry));
  else if (type !== 'chargeback') book.overrun += BigInt(overrunIn(entry)) - BigInt(uncoveredBefore);
  book.wasted += forfeitedIn(entry.returned ?? []) + forfeitedIn(type === 'reversal' ? entry.slices : []);
}

function forfeitedIn(slices: readonly Slice[]): bigint {
  return BigInt(total(slices.filter((slice) => slice.forfeited).map((slice) => slice.credits)));
}

function overlapMs({ startMs, endMs }: Cycle, fromMs: number, untilMs = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.min(endMs, untilMs) - Math.max(startMs, fromMs));
}
