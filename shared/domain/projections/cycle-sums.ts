/**
 * The sums of a cycle: all that its statement says, as of one entry. They go on with the entry after it, so whoever has them
 * reads what came since and nothing before, however long the cycle is. They follow from the ledger alone: the same entries
 * come to the same sums in whatever pieces they are read.
 */
import type { Balance } from '../account/account.ts';
import type { Entry } from '../ledger/entry.ts';
import { addMovement, type MovementSums } from '../ledger/movement.ts';
import { movementsOf } from '../ledger/movements-of-entry.ts';
import type { Unprovable } from '../ledger/statement.ts';
import { present } from '../present.ts';

export interface CycleSums {
  /** The cycle's. */
  readonly index: number;
  /** The plan, its seats (more than one) and the bounds that its opening entry names; absent where that can't be read. */
  readonly opened?: {
    readonly planId: string;
    readonly seats?: number;
    readonly startMs: number;
    readonly endMs: number;
  };
  /** The first entry of the cycle. */
  readonly first: number;
  /** The last entry in them, its time and its hash, which the entry after it names. With none yet, the entry before the cycle. */
  readonly seq: number;
  readonly atMs: number;
  readonly hash: string;
  readonly opening: Balance;
  readonly closing: Balance;
  readonly movements: MovementSums;
  /** Entries that were passed over, since they can't be proved. */
  readonly unprovable: readonly Unprovable[];
}

/** The sums of a cycle before its first entry. */
export function openCycleSums(first: Entry, opening: Balance): CycleSums {
  return {
    ...{ index: first.cycle, first: first.seq, seq: first.seq - 1, atMs: first.atMs, hash: first.previousHash },
    ...{ opening, closing: opening, movements: new Map(), unprovable: [] },
  };
}

/** Goes on with an entry that follows. Changes `movements` in place. */
export function addToSums(sums: CycleSums, entry: Entry): CycleSums {
  const { seq, atMs, hash, after: closing } = entry;
  const opened = openingOf(entry) ?? sums.opened;
  const isLate = entry.occurredAtMs !== undefined && entry.occurredAtMs < (opened?.startMs ?? 0);
  for (const movement of movementsOf(entry))
    addMovement(sums.movements, isLate && movement.type === 'used' ? { ...movement, isLate } : movement);
  return { ...sums, ...present({ opened }), seq, atMs, hash, closing };
}

/** False of an entry that comes next and doesn't follow: another ledger was summed up. */
export function isNextOf({ seq, hash }: CycleSums, entry: Entry): boolean {
  return entry.seq !== seq + 1 || entry.previousHash === hash;
}

function openingOf({ planId, seats, cycleStartMs: startMs, expiresAtMs: endMs }: Entry): CycleSums['opened'] {
  const isOpening = planId !== undefined && startMs !== undefined && endMs !== undefined;
  return isOpening ? { planId, ...present({ seats }), startMs, endMs } : undefined;
}
