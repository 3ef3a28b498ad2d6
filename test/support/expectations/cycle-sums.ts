/** The sums of a cycle by one fold of its ledger, and as they are told, in the same words. */
import { movementLines } from '../../../shared/domain/ledger/movement.ts';
import { emptyBalance } from '../../../shared/domain/ledger/statement.ts';
import type { CycleSums } from '../../../shared/domain/projections/cycle-sums.ts';
import { movementsIn } from '../builders/movements.ts';
import type { Ledger } from '../builders/stored-ledger.ts';

/** The sums of a cycle by one fold of the ledger. */
export function folded({ entries }: Ledger, cycle: number, seq: number): object {
  const own = entries.slice(0, seq).filter((entry) => entry.cycle === cycle);
  const [first] = own;
  const opening = first === undefined ? emptyBalance : (entries[first.seq - 2]?.after ?? emptyBalance);
  const { planId, cycleStartMs, expiresAtMs } = own.find((entry) => entry.cycleStartMs !== undefined) ?? {};
  return {
    opened: { planId, startMs: cycleStartMs, endMs: expiresAtMs },
    first: first?.seq,
    seq: own.at(-1)?.seq,
    opening,
    closing: own.at(-1)?.after,
    movements: movementsIn(own),
  };
}

/** The same, of sums as they were made. */
export function told({ opened, first, seq, opening, closing, movements }: CycleSums): object {
  return { opened, first, seq, opening, closing, movements: movementLines(movements) };
}
