/** The movements of a cycle's entries, as its statement lists them. */
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Movement, movementLines } from '../../../shared/domain/ledger/movement.ts';
import { emptyBalance } from '../../../shared/domain/ledger/statement.ts';
import { addToSums, openCycleSums } from '../../../shared/domain/projections/cycle-sums.ts';

export function movementsIn(entries: readonly Entry[]): readonly Movement[] {
  const [first] = entries;
  if (first === undefined) return [];
  let sums = openCycleSums(first, emptyBalance);
  for (const entry of entries) sums = addToSums(sums, entry);
  return movementLines(sums.movements);
}
